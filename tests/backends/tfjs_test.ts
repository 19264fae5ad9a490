import { tfjs } from "../../backends/tfjs/mod.ts";
import { conformBackend } from "../../testing/mod.ts";

conformBackend("tfjs", () => tfjs());
