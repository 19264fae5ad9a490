import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

/** What goes into a file, by name: numbers or words, and their sizes. */
export type Given = Readonly<
  Record<string, { readonly data: Float32Array | readonly string[]; readonly shape: readonly number[] }>
>;

/** What a file gives, by onnxruntime-web on wasm: its only output. */
export async function run(file: Uint8Array, given: Given): Promise<Tensor> {
  env.wasm.numThreads = 1;
  const session = await InferenceSession.create(file, { executionProviders: ["wasm"] });
  try {
    const feeds = Object.entries(given).map(([name, { data, shape }]) => [
      name,
      data instanceof Float32Array ? new Tensor("float32", data, shape) : new Tensor("string", data, shape),
    ]);
    const outputs = await session.run(Object.fromEntries(feeds));
    return outputs[session.outputNames[0]!]!;
  } finally {
    await session.release();
  }
}
