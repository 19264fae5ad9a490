// A field is a key, which is the field's number and how its value is written, and the value:
// https://protobuf.dev/programming-guides/encoding/
const VARINT = 0;
const LENGTH = 2;
const FOUR_BYTES = 5;

/** A field that holds a whole number; negative ones as 64 bits in two's complement. */
export function int(field: number, value: number): Uint8Array {
  return joined([varint(8 * field + VARINT), varint(value)]);
}

/** A field that holds a number of 32 bits. */
export function float(field: number, value: number): Uint8Array {
  const four = new Uint8Array(4);
  new DataView(four.buffer).setFloat32(0, value, true);
  return joined([varint(8 * field + FOUR_BYTES), four]);
}

/** A field that holds text. */
export function text(field: number, value: string): Uint8Array {
  return bytes(field, new TextEncoder().encode(value));
}

/** A field that holds a message: its fields, one after the other. */
export function message(field: number, fields: readonly Uint8Array[]): Uint8Array {
  return bytes(field, joined(fields));
}

/** A field that holds bytes. */
export function bytes(field: number, value: Uint8Array): Uint8Array {
  return joined([varint(8 * field + LENGTH), varint(value.length), value]);
}

/** Bytes, one after the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

// Seven bits a byte, the lowest first; the eighth is set where another byte follows.
function varint(value: number): Uint8Array {
  const low: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) low.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.of(...low, Number(rest));
}
