import type { Assembler, Signature } from "./assembler.ts";
import type { ValueType } from "./opcodes.ts";

/** What kernels take, letter by letter, and give: i for i32, f for f32, d for f64, v for v128. */
const SIGNATURES = {
  gemmNN: "iiiiiiiiiiii",
  gemmTN: "iiiiiiiiiii",
  gemmNT: "iiiiiiiiiii",
  conv2d: "iiiiiiii",
  conv2dWeights: "iiiiiii",
  conv2dInput: "iiiiiii",
  maxPool: "iiiii",
  maxPoolBack: "iiiii",
  sumPool: "iiiii",
  spread: "iiiii",
  exp4: "v>v",
  log4: "v>v",
  tanh4: "v>v",
  cos4: "v>v",
  pow4: "vv>v",
  exp64: "d>d",
  log64: "d>d",
  tanh64: "d>d",
  cos64: "d>d",
  pow64: "dd>d",
  gather: "iiiii",
  logSoftmax: "iiii",
  softmax: "iiii",
  backLogSoftmax: "iiii",
  backSoftmax: "iiii",
  softmaxCrossEntropy: "iiiiifi>d",
  total: "iiii>d",
  scaleRows: "iiiif",
  addTo: "iii",
  copyColumns: "iiiiiii",
  embed: "iiiiiiii",
  embedWeights: "iiiiiiiii",
  dropout: "iiidfiiii",
  batchNormTrain: "iiiiiiiffiiii",
  batchNormInfer: "iiiiiiifi",
  batchNormBack: "iiiiiiiiii",
  layerNorm: "iiiiifiii",
  layerNormBack: "iiiiiiiii",
  scaleForward: "iiiii",
  scaleBack: "iiiiiii",
  powerSum: "iid>d",
} as const;

/** Kernels that generated code calls. */
export type Kernel = keyof typeof SIGNATURES;

const LETTERS: Readonly<Record<string, ValueType>> = { i: "i32", f: "f32", d: "f64", v: "v128" };

/** Index of a kernel in a module, imported when it is first asked for. */
export function kernel(assembler: Assembler, name: Kernel): number {
  return assembler.imported(name, signature(SIGNATURES[name]));
}

/** A signature from its letters: `"iid>d"`. */
export function signature(letters: string): Signature {
  const [takes = "", gives = ""] = letters.split(">");
  const types = [...takes].map((letter) => LETTERS[letter]!);
  return gives === "" ? { takes: types } : { takes: types, gives: LETTERS[gives]! };
}
