import { webgpu } from "../../backends/webgpu/mod.ts";
import { conformBackend } from "../../testing/mod.ts";
import { test } from "./webgpu/_adapter.ts";

conformBackend("webgpu", () => webgpu(), { test });
