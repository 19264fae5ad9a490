const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** The checksum of these bytes, one piece after the other, as 8 hexadecimal digits: CRC-32 as in zip and PNG. */
export function crc32(...pieces: readonly Uint8Array[]): string {
  let crc = ~0;
  for (const bytes of pieces) {
    for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[i]!) & 0xff]!;
  }
  return (~crc >>> 0).toString(16).padStart(8, "0");
}
