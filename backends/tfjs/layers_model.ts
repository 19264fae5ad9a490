import type { Tensor, Variable } from "@tensorflow/tfjs-core";
import type { LayerVariable } from "@tensorflow/tfjs-layers";
import type { Shape } from "../../core/array.ts";
import type { Builder, BuilderInput } from "../../core/builder.ts";
import { configured } from "../../core/configured.ts";
import { ShapeError, UnsupportedError } from "../../core/errors.ts";
import type { ForeignLayer, Layer } from "../../core/layer.ts";
import { nested } from "../../core/schema.ts";
import { type Node, showShape } from "../../nn/mod.ts";
import type { Engine } from "./engine.ts";
import type { Forward, Making } from "./forward.ts";

/** A model of tfjs-layers, with one input and one output. */
export type LayersModel = InstanceType<typeof import("@tensorflow/tfjs-layers")["LayersModel"]>;

/** What the function of a tfjs builder is told. */
export interface LayersInput extends BuilderInput {
  /** The functions of tfjs-layers: `sequential`, `model`, `input`, `layers`, `initializers` … */
  readonly tf: typeof import("@tensorflow/tfjs-layers");
}

/** What tells a tfjs builder from another: its function. */
export interface LayersBuilderParams {
  /** From the shape of the data to a new tfjs model, each time it is called. */
  readonly make: (io: LayersInput) => LayersModel;
}

/** A foreign layer that is a model of tfjs-layers. */
export interface LayersModelLayer extends ForeignLayer {
  readonly kind: "x:tfjs";
  readonly options: { readonly make: () => LayersModel };
}

/** A builder whose network is a model of tfjs-layers. */
export function layersBuilder(
  engine: Engine,
  make: (io: LayersInput) => LayersModel,
): Builder<LayersBuilderParams> {
  const field = nested(make, {
    expected: "a function of { input, outputs, tf }",
    is: (v) => typeof v === "function",
  });
  return configured<LayersBuilderParams, Pick<Builder<LayersBuilderParams>, "build">>(
    "TfjsLayers",
    { make: { ...field, hint: () => undefined } },
    (params) => ({ build: (io) => describe(engine, io, () => params.make({ ...io, tf: engine.layers })) }),
  )({ make });
}

/** Whether a layer is a model of tfjs-layers. */
export function isLayersModel(layer: Layer): layer is LayersModelLayer {
  if (layer.kind !== "x:tfjs" || typeof layer.options !== "object" || layer.options === null) return false;
  return "make" in layer.options && typeof layer.options.make === "function";
}

/** The computation of a model of tfjs-layers, made anew; its variables become the arrays of the node. */
export function layersModelForward(node: Node<LayersModelLayer>, { store, defer }: Making): Forward {
  const model = node.layer.options.make();
  defer(() => void model.dispose());
  node.parameters.forEach((parameter, i) => {
    const variable = model.trainableWeights[i] && variableOf(model.trainableWeights[i]);
    const found = variable?.shape ?? [];
    if (!same(found, parameter.shape)) {
      throw new ShapeError(
        `Cannot make the tfjs model at ${node.path} again: array ${parameter.name} was ${
          showShape(parameter.shape)
        } and is ${showShape(found)} now; give a function that makes the same model each time`,
        node.path,
        found,
        parameter.shape,
      );
    }
    store.set(parameter.name, { parameter, variable: variable! });
  });
  // one tensor in gives one tensor out, and not a symbolic one
  return (x, { training }) => model.apply(x, { training }) as Tensor;
}

// The layer of a model: made once, to learn its shapes and how its weights start, and thrown away.
function describe(
  engine: Engine,
  { input, outputs }: BuilderInput,
  make: () => LayersModel,
): LayersModelLayer {
  return engine.onCpu(() => {
    const model = make();
    try {
      checkTrainable(engine, model);
      checkShapes(model, input, [outputs]);
      const parameters = model.trainableWeights.map((weight, i) => {
        const variable = variableOf(weight);
        const init = { kind: "values", values: Array.from(variable.dataSync()) } as const;
        return { name: `${i}_${weight.originalName.split("/").at(-1)}`, shape: [...variable.shape], init };
      });
      return Object.freeze({
        kind: "x:tfjs",
        output: [outputs],
        parameters,
        options: Object.freeze({ make }),
      });
    } finally {
      model.dispose();
    }
  });
}

// On wasm tfjs lacks the gradients of convolutions, and sends those of maximum pools astray.
function checkTrainable({ name }: Engine, { layers }: LayersModel): void {
  const stuck = name === "wasm"
    ? layers.map((layer) => layer.getClassName()).filter((kind) => /conv|maxpool/i.test(kind))
    : [];
  if (stuck.length === 0) return;
  throw new UnsupportedError("tfjs", [
    `gradients of ${stuck.join(", ")} on engine wasm; use engine cpu or webgpu`,
  ]);
}

function checkShapes(model: LayersModel, input: Shape, output: Shape): void {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) {
    throw new TypeError(
      `Cannot use a tfjs model of ${model.inputs.length} inputs and ${model.outputs.length} outputs: ` +
        `it must have one of each`,
    );
  }
  if (model.nonTrainableWeights.length > 0) {
    const names = model.nonTrainableWeights.map((weight) => weight.originalName).join(", ");
    throw new TypeError(
      `Cannot use a tfjs model with arrays that are not trained: it has ${names}; ` +
        `take batchNorm() of attune for running statistics, and leave layers trainable`,
    );
  }
  checkShape("takes", model.inputs[0]!.shape.slice(1), input);
  checkShape("gives", model.outputs[0]!.shape.slice(1), output);
}

function checkShape(verb: "takes" | "gives", found: readonly (number | null)[], wanted: Shape): void {
  if (same(found, wanted)) return;
  const sizes = found.map((n) => n ?? NaN);
  throw new ShapeError(
    `Cannot use a tfjs model that ${verb} [${found.map((n) => n ?? "any").join(", ")}]: ${
      showShape(wanted)
    } is wanted of it`,
    "",
    sizes,
    wanted,
  );
}

function same(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i]);
}

function variableOf(weight: LayerVariable): Variable {
  return weight.read() as Variable; // `read` gives the variable itself, typed as what it extends
}
