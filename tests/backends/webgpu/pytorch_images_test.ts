import { webgpu } from "../../../backends/webgpu/mod.ts";
import { pytorchImages } from "../_pytorch_images.ts";
import { test } from "./_adapter.ts";

for (const { name, check } of pytorchImages) {
  test(`train() on webgpu goes PyTorch's way with images: ${name}`, async () => {
    using backend = await webgpu();
    await check(backend, "float32");
  });
}
