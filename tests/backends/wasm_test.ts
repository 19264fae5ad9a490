import { wasm } from "../../backends/wasm/mod.ts";
import { conformBackend } from "../../testing/mod.ts";

conformBackend("wasm", () => wasm({ threads: 1 }));
conformBackend("wasm deterministic", () => wasm({ threads: 1, deterministic: true }));
conformBackend("wasm on two threads", () => wasm({ threads: 2 }));
