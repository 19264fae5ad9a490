import { sizeOf, type State } from "../core/array.ts";
import type { Init } from "../core/layer.ts";
import type { Rng } from "../core/rng.ts";
import type { Node, Parameter } from "./inferred.ts";
import { parametersOf } from "./infer.ts";

/**
 * A network's weights before training, drawn on the host and rounded to 32 bits, so that every backend starts from
 * the same ones. Each array has a source of its own, named for it.
 */
export function initialState(node: Node, rng: Rng): State {
  const arrays = new Map(
    parametersOf(node).map((p) => [p.name, { shape: p.shape, data: draw(p, rng.fork(p.name)) }] as const),
  );
  return { step: 0, arrays };
}

function draw({ shape, init, name }: Parameter, rng: Rng): Float32Array {
  const data = new Float32Array(sizeOf(shape));
  if (init.kind === "constant") return data.fill(init.value);
  if (init.kind === "values") {
    if (init.values.length !== data.length) {
      throw new RangeError(
        `Cannot start ${name}: it has ${data.length} numbers, ${init.values.length} were given`,
      );
    }
    data.set(init.values);
    return data;
  }
  const { normal, deviation } = spread(init, fans(shape));
  const bound = deviation * Math.sqrt(3); // of a uniform distribution with this standard deviation
  for (let i = 0; i < data.length; i++) {
    data[i] = normal ? deviation * rng.normal() : bound * (2 * rng.uniform() - 1);
  }
  return data;
}

// How many numbers each output sees, and each input reaches: the last two axes, times the receptive field.
function fans(shape: readonly number[]): { readonly fanIn: number; readonly fanOut: number } {
  const outputs = shape.at(-1) ?? 1;
  const inputs = shape.at(-2) ?? outputs;
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: field * inputs, fanOut: field * outputs };
}

function spread(
  init: Exclude<Init, { kind: "constant" | "values" }>,
  { fanIn, fanOut }: { readonly fanIn: number; readonly fanOut: number },
): { readonly normal: boolean; readonly deviation: number } {
  switch (init.kind) {
    case "glorotUniform":
    case "glorotNormal":
      return { normal: init.kind === "glorotNormal", deviation: Math.sqrt(2 / (fanIn + fanOut)) };
    case "heUniform":
    case "heNormal":
      return { normal: init.kind === "heNormal", deviation: Math.sqrt(2 / fanIn) };
    case "lecunUniform":
    case "lecunNormal":
      return { normal: init.kind === "lecunNormal", deviation: Math.sqrt(1 / fanIn) };
    default: {
      const rest: never = init.kind;
      throw new TypeError(`Cannot start weights by ${rest}: unknown initialiser`);
    }
  }
}
