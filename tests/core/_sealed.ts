import { crc32 } from "../../core/_crc32.ts";

const BLANK = "00000000";

/** What stands before the checksum in files of version 1. */
const HEAD = '{"__metadata__":{"attune":"1","crc32":"';

/** Bytes of this header text and these values: whoever made them knew the layout. */
export function bytesOf(header: string, values: Uint8Array = new Uint8Array(4)): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + values.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(values, 8 + text.length);
  return bytes;
}

/** The same bytes with the checksum that they ought to have, where they have one: whoever changed them knew that too. */
export function sealed(bytes: Uint8Array): Uint8Array {
  const at = 8 + HEAD.length;
  const blank = bytes.slice();
  if (new TextDecoder().decode(bytes.subarray(8, at)) !== HEAD || blank.length < at + BLANK.length) {
    return blank;
  }
  blank.set(new TextEncoder().encode(BLANK), at);
  blank.set(new TextEncoder().encode(crc32(blank)), at);
  return blank;
}
