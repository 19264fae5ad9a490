/** A field of a message of protocol buffers: its number, and what it holds. */
export interface Field {
  readonly field: number;
  readonly value: number | Uint8Array;
}

/** The fields of a message: whole numbers, which have to be below 2³¹, and texts and messages as bytes. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0;; shift += 7) {
      const byte = message[at++]!;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < message.length) {
    const key = varint();
    const size = varint();
    const holdsBytes = (key & 7) === 2;
    fields.push({ field: key >> 3, value: holdsBytes ? message.subarray(at, at + size) : size });
    if (holdsBytes) at += size;
  }
  return fields;
}

/** The properties of an ONNX file, by name. */
export function propertiesOf(file: Uint8Array): Readonly<Record<string, string>> {
  const words = (bytes: Uint8Array) =>
    fieldsOf(bytes).map(({ value }) => new TextDecoder().decode(value as Uint8Array));
  const entries = fieldsOf(file).filter(({ field }) => field === 14);
  return Object.fromEntries(entries.map(({ value }) => words(value as Uint8Array)));
}
