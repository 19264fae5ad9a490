import { MATHS } from "../expression.ts";
import { MODEL_TEXT } from "../model_state.ts";
import { type Body, type EachBody, type GroupBody, LANES } from "./body.ts";
import { ARGUMENT_WORDS } from "./writing.ts";

/** What kernels are bound to, in the order of the bindings behind the arguments. */
export const BUFFERS = ["state", "vectors", "work", "data", "tape", "losses"] as const;

const HEAD = `struct Args { v: array<vec4<u32>, ${ARGUMENT_WORDS / 4}> }
@group(0) @binding(0) var<uniform> args: Args;
@group(0) @binding(1) var<storage, read_write> state: array<u32>;
@group(0) @binding(2) var<storage, read_write> vectors: array<f32>;
@group(0) @binding(3) var<storage, read_write> work: array<f32>;
@group(0) @binding(4) var<storage, read> data: array<f32>;
@group(0) @binding(5) var<storage, read> tape: array<u32>;
@group(0) @binding(6) var<storage, read_write> losses: array<f32>;
${MODEL_TEXT}
${MATHS}`;

const TOTAL = `var<workgroup> scratch: array<f32, ${LANES}>;
fn total(lane: u32, value: f32) -> f32 {
  scratch[lane] = value;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { scratch[lane] += scratch[lane + half]; }
    workgroupBarrier();
  }
  let sum = scratch[0];
  workgroupBarrier();
  return sum;
}
fn largest(lane: u32, value: f32) -> f32 {
  scratch[lane] = value;
  workgroupBarrier();
  for (var half = ${LANES / 2}u; half > 0u; half /= 2u) {
    if (lane < half) { scratch[lane] = max_of(scratch[lane], scratch[lane + half]); }
    workgroupBarrier();
  }
  let top = scratch[0];
  workgroupBarrier();
  return top;
}`;

const mainText = (lanes: number) =>
  `@compute @workgroup_size(${lanes})
fn main(@builtin(workgroup_id) group: vec3<u32>, @builtin(num_workgroups) groups: vec3<u32>,
  @builtin(local_invocation_index) lane: u32) {`;

/** A module whose entry point `main` carries out one kernel for every model that takes part. */
export function moduleText(body: Body): string {
  const main = [
    mainText(body.form === "tiles" ? body.lanes : LANES),
    "  let o = model(state[group.z], group.z);",
  ];
  const once = body.once ? `if (lane == 0u && group.x == 0u && group.y == 0u) { ${body.once} }` : "";
  if (body.form === "each") {
    main.push(`  let count = ${body.count};
  for (var i = group.x * ${LANES}u + lane; i < count; i += groups.x * ${LANES}u) { run(o, i); }`);
    return [HEAD, body.beside, `fn run(o: Model, i: u32) {\n${body.text}\n}`, ...main, once, "}"].join("\n");
  }
  return [HEAD, ...(body.form === "group" ? [TOTAL] : []), body.beside, ...main, body.text, once, "}"].join(
    "\n",
  );
}

/** Which word of the arguments says how many steps a module of whole steps makes. */
export const STEPS_WORD = 2;

/**
 * A module whose entry point carries out all kernels of a step, one after the other, for as many steps as the arguments
 * say: a workgroup for each model.
 */
export function wholeText(bodies: readonly (EachBody | GroupBody)[]): string {
  const beside = bodies.map((body, k) => renamed(body.beside ?? "", k));
  const runs = bodies.map((body, k) =>
    body.form === "each" ? `fn run_${k}(o: Model, i: u32) {\n${renamed(body.text, k)}\n}` : ""
  );
  const calls = bodies.map((body, k) => {
    const work = body.form === "each"
      ? `let count_${k} = ${body.count};
    for (var i = lane; i < count_${k}; i += ${LANES}u) { run_${k}(o, i); }`
      : `{ ${renamed(body.text, k)} }`;
    return `${work}\n    ${body.once ? `if (lane == 0u) { ${body.once} }` : ""}\n    storageBarrier();`;
  });
  return `${HEAD}\n${TOTAL}\n${beside.join("\n")}\n${runs.join("\n")}\n${mainText(LANES)}
  let index = state[group.z];
  for (var step = 0u; step < args.v[0].z; step++) {
    let o = model(index, group.z);
    storageBarrier();
    ${calls.join("\n    ")}
  }
}`;
}

// Functions beside a kernel are called `own_…`, so that those of several kernels can stand side by side.
function renamed(text: string, k: number): string {
  return text.replaceAll(/\bown_/g, `own_${k}_`);
}
