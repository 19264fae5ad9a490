import { reference } from "../../backends/reference/mod.ts";
import { conformBackend } from "../../testing/mod.ts";

conformBackend("reference", () => reference());
