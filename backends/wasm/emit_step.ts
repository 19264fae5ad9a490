import type { Step } from "../lowering/mod.ts";
import { Arguments, type Emitting } from "./arguments.ts";
import { mapFunction } from "./emit_map.ts";
import { inTiles } from "./in_tiles.ts";

/** Writes a step. */
// deno-lint-ignore attune/function-lines -- one case a step
export function emitStep(step: Step, to: Emitting): void {
  const push = new Arguments(to);
  switch (step.op) {
    case "dense": {
      const { x, y } = { ...step.reads, ...step.writes };
      push.rows(step.rows).count(step.outputs).count(step.inputs).tensor(x).count(step.inputs).slot(
        step.kernel,
      )
        .count(step.outputs).tensor(y).count(step.outputs);
      push.slot(step.bias).code.i32(step.relu ? 1 : 0).get(to.at.scratch);
      return push.call("gemmNN");
    }
    case "denseWeights": {
      const { x, dy } = step.reads;
      push.count(step.inputs).count(step.outputs).rows(step.rows).tensor(x).count(step.inputs).tensor(dy)
        .count(step.outputs).gradient(step.kernel).count(step.outputs);
      push.gradient(step.bias).code.get(to.at.scratch);
      return push.call("gemmTN");
    }
    case "denseInput":
      return emitDenseInput(step, push, to);
    case "map": {
      push.code.get(0);
      push.rows(step.width);
      for (const tensor of [...Object.values(step.reads), ...Object.values(step.writes)]) push.tensor(tensor);
      return void push.code.callDefined(mapFunction(step, to.module));
    }
    case "dropout":
      push.tensor(step.reads.x).rows(step.width).tensor(step.writes.y).f64(step.rate).f32(
        1 / (1 - step.rate),
      );
      push.seed(0).seed(1).count(step.layer).field("step");
      return push.call("dropout");
    case "scale":
      push.tensor(step.reads.x).block(step).slot(step.factor).tensor(step.writes.y);
      return push.call("scaleForward");
    case "scaleBack": {
      const { dy, x } = step.reads;
      push.tensor(dy).tensor(x).slot(step.factor).block(step).gradient(step.factor).tensor(step.writes.dx);
      return push.call("scaleBack");
    }
    case "batchNorm": {
      const { xhat, deviation, y } = step.writes;
      push.tensor(step.reads.x).block(step);
      step.weights.forEach((slot) => push.slot(slot));
      push.f32(step.momentum).f32(step.epsilon).tensor(xhat).tensor(deviation).tensor(y);
      push.code.get(to.at.scratch);
      return push.call("batchNormTrain");
    }
    case "batchNormInfer":
      push.tensor(step.reads.x).block(step);
      step.weights.forEach((slot) => push.slot(slot));
      push.f32(step.epsilon).tensor(step.writes.y);
      return push.call("batchNormInfer");
    case "layerNorm": {
      const { xhat, deviation, y } = step.writes;
      push.tensor(step.reads.x).block(step).slot(step.gain).slot(step.shift).f32(step.epsilon);
      push.tensor(xhat).tensor(deviation).tensor(y);
      return push.call("layerNorm");
    }
    case "batchNormBack":
    case "layerNormBack": {
      const { dy, xhat, deviation } = step.reads;
      push.tensor(dy).tensor(xhat).tensor(deviation).slot(step.gain).block(step);
      push.gradient(step.gain).gradient(step.shift).tensor(step.writes.dx);
      if (step.op === "batchNormBack") push.code.get(to.at.scratch);
      return push.call(step.op);
    }
    case "embed":
      return emitEmbed(step, push);
    case "embedWeights":
      push.tensor(step.reads.x, step.code.offset).count(step.code.stride);
      push.tensor(step.reads.dy, step.vector.offset).count(step.vector.stride);
      push.rows(step.rows).count(step.inputs).count(step.outputs).gradient(step.kernel);
      push.code.get(to.at.scratch);
      return push.call("embedWeights");
    case "copy":
      push.tensor(step.reads.x, step.from.offset).count(step.from.stride);
      push.tensor(step.writes.y, step.to.offset).count(step.to.stride);
      push.rows(step.rows).count(step.width).code.i32(step.add ? 1 : 0);
      return push.call("copyColumns");
    case "softmax":
    case "logSoftmax":
      push.tensor(step.reads.x).rows(1).count(step.width).tensor(step.writes.y);
      return push.call(step.op);
    case "softmaxBack":
    case "logSoftmaxBack":
      push.tensor(step.reads.dx).tensor(step.reads.y).rows(1).count(step.width);
      return push.call(step.op === "softmaxBack" ? "backSoftmax" : "backLogSoftmax");
    case "crossEntropy": {
      const { x, y } = step.reads;
      push.tensor(x).tensor(y).rows(1).count(step.width).code.get(to.at.weights);
      push.share(1).code.op("f32.demote_f64");
      push.tensor(step.writes.dx).call("softmaxCrossEntropy");
      return void push.code.set(to.at.loss);
    }
    case "mean": {
      const { element, dx } = step.reads;
      push.total(element, step.width).share(step.per).code.op("f64.mul").set(to.at.loss);
      if (!dx) return;
      push.tensor(dx).rows(1).count(step.width).code.get(to.at.weights);
      push.share(step.per).code.op("f32.demote_f64");
      return push.call("scaleRows");
    }
    case "ratio":
      return emitRatio(step, push, to);
    case "conv2d":
      push.window(step).rows(1).tensor(step.reads.x).slot(step.kernel).slot(step.bias);
      push.tensor(step.writes.y).code.i32(step.relu ? 1 : 0);
      return push.work().call("conv2d");
    case "conv2dWeights":
      push.window(step).rows(1).tensor(step.reads.x).tensor(step.reads.dy).gradient(step.kernel);
      return push.gradient(step.bias).work().call("conv2dWeights");
    case "conv2dInput":
      push.window(step).rows(1).tensor(step.reads.dy).slot(step.kernel).tensor(step.writes.dx);
      return push.tensor(step.reads.mask).work().call("conv2dInput");
    case "maxPool":
      push.window(step).rows(1).tensor(step.reads.x).tensor(step.writes.y);
      return push.tensor(step.writes.which).call("maxPool");
    case "maxPoolBack":
      push.window(step).rows(1).tensor(step.reads.dy).tensor(step.reads.which).tensor(step.writes.dx);
      return push.call("maxPoolBack");
    case "sumPool":
    case "spread":
      push.window(step).rows(1).tensor(step.reads.x).tensor(step.writes.y).code.i32(step.mean ? 1 : 0);
      return push.call(step.op);
    default: {
      const rest: never = step;
      throw new TypeError(`Cannot emit step ${JSON.stringify(rest)}: unknown kind`);
    }
  }
}

function emitDenseInput(
  step: Extract<Step, { op: "denseInput" }>,
  push: Arguments,
  { at }: Emitting,
): void {
  const { reads: { dy, mask }, writes: { dx }, inputs, outputs, kernel } = step;
  const stretches = step.wanted ? inTiles(step.wanted, inputs) : [{ from: 0, width: inputs }];
  for (const { from, width } of stretches) {
    push.rows(step.rows).count(width).count(outputs).tensor(dy).count(outputs);
    push.slot({ offset: kernel.offset + from * outputs }).count(outputs);
    push.tensor(dx, from).count(inputs).tensor(mask, from).code.get(at.scratch);
    push.call("gemmNT");
  }
}

function emitEmbed(step: Extract<Step, { op: "embed" }>, push: Arguments): void {
  const { reads: { x }, writes: { y }, inputs, outputs } = step;
  for (const { from, to, width } of step.passed) {
    push.tensor(x, from).count(inputs).tensor(y, to).count(outputs).rows(1).count(width).code.i32(0);
    push.call("copyColumns");
  }
  for (const { column, levels, units, to, kernel } of step.embedded) {
    push.tensor(x, column).count(inputs).rows(1).count(levels).count(units).slot(kernel);
    push.tensor(y, to).count(outputs).call("embed");
  }
}

// 1 − N / D; its gradient is −(N′ D − N D′) / D²
function emitRatio(step: Extract<Step, { op: "ratio" }>, push: Arguments, { at }: Emitting): void {
  const { code } = push;
  const { top, bottom, dx, dbottom } = step.reads;
  const [above, below] = [code.local("f64"), code.local("f64")];
  push.total(top, step.width).f64(step.smooth).code.op("f64.add").set(above);
  push.total(bottom, step.width).f64(step.smooth).code.op("f64.add").set(below);
  code.f64(1).get(above, below).op("f64.div", "f64.sub").set(at.loss);
  if (!dx || !dbottom) return;
  push.tensor(dx).rows(1).count(step.width).code.get(at.weights);
  code.f64(-1).get(below).op("f64.div", "f32.demote_f64");
  push.call("scaleRows");
  push.tensor(dbottom).rows(1).count(step.width).code.get(at.weights);
  code.get(above, below, below).op("f64.mul", "f64.div", "f32.demote_f64");
  push.call("scaleRows");
  push.tensor(dx).tensor(dbottom).rows(step.width).call("addTo");
}
