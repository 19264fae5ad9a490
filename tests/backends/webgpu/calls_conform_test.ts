import { backendOn } from "../../../backends/webgpu/backend_on.ts";
import { conformBackend } from "../../../testing/mod.ts";
import { device, test } from "./_adapter.ts";

// Networks of the laws are so small that one kernel would carry out whole steps: here each kernel is a dispatch.
conformBackend(
  "webgpu, a dispatch a kernel",
  () => backendOn(device!, { forms: { whole: 0, tiles: Infinity } }),
  {
    test,
  },
);
