import { reference } from "../../backends/reference/mod.ts";
import { tfjs } from "../../backends/tfjs/mod.ts";
import { wasm } from "../../backends/wasm/mod.ts";
import type { Backend } from "../../core/mod.ts";
import { pytorchEmbeddings } from "./_pytorch_embeddings.ts";

interface Subject {
  readonly name: string;
  readonly open: () => Backend | Promise<Backend>;
  readonly tolerance: "float64" | "float32";
}

const BACKENDS: readonly Subject[] = [
  { name: "reference", open: reference, tolerance: "float64" },
  { name: "tfjs", open: () => tfjs(), tolerance: "float32" },
  { name: "wasm", open: () => wasm(), tolerance: "float32" },
  { name: "wasm deterministic", open: () => wasm({ deterministic: true }), tolerance: "float32" },
];

for (const { name, open, tolerance } of BACKENDS) {
  for (const { name: example, check } of pytorchEmbeddings) {
    Deno.test(`train() on ${name} goes PyTorch's way with embeddings: ${example}`, async () => {
      using backend = await open();
      await check(backend, tolerance);
    });
  }
}
