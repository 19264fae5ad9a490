import { webgpu } from "../../../backends/webgpu/mod.ts";
import { pytorchEmbeddings } from "../_pytorch_embeddings.ts";
import { test } from "./_adapter.ts";

for (const { name, check } of pytorchEmbeddings) {
  test(`train() on webgpu goes PyTorch's way with embeddings: ${name}`, async () => {
    using backend = await webgpu();
    await check(backend, "float32");
  });
}
