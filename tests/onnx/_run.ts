import { env, InferenceSession, Tensor } from "onnxruntime-web/wasm";

/** What goes into a file, by name: numbers or words, and their sizes. */
export type Given = Readonly<
  Record<string, { readonly data: Float32Array | readonly string[]; readonly shape: readonly number[] }>
>;

// The runtime opens a message port when it starts, and keeps it: no test is to be blamed for that.
env.wasm.numThreads = 1;
await InferenceSession.create(new Uint8Array(1)).catch(() =>
  "it has started, and has refused what is no file"
);

/** What a file gives, by onnxruntime-web on wasm: its only output. */
export async function run(file: Uint8Array, given: Given): Promise<Tensor> {
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
