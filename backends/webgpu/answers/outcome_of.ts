import type { Tensor } from "../../lowering/mod.ts";
import type { Device } from "../device.ts";
import { LANES } from "../kernels/body.ts";
import type { Groups } from "../kernels/groups_of.ts";
import { moduleText, wholeText } from "../kernels/module_text.ts";
import { Writing } from "../kernels/writing.ts";
import { type Field, FIELDS, IDLE, MEMBERS, MODEL } from "../model_state.ts";
import { type Bound, Sequence } from "../sequence.ts";
import type { KnownAnswer } from "./known_answer.ts";

/** What is asked, without what comes out. */
export type Question = Omit<KnownAnswer, "gives">;

interface Placed {
  readonly offsets: ReadonlyMap<number, number>;
  readonly room: number;
}

/** Numbers that a kernel leaves. */
export interface Outcome {
  /** Those of a planned tensor, and what is behind it. */
  readonly tensor: (tensor: Tensor) => Float32Array;
  readonly vectors: Float32Array;
  readonly losses: Float32Array;
}

/** Carries a kernel out on the numbers of an answer. */
export async function outcomeOf(answer: Question, device: Device): Promise<Outcome> {
  const { here, steps = 1, tensors } = answer;
  const { offsets, room } = placed(tensors.map(([tensor]) => tensor), here);
  const to = new Writing(writingPlaces(answer, offsets), [room, 0, steps, 0]);
  const written = answer.write(to);
  const isOne = "form" in written;
  const [name, text] = isOne ? [written.name, moduleText(written)] : ["whole", wholeText(written)];
  const pipeline = await device.pipeline(name, text);
  const groups: Groups = isOne && written.form === "tiles" ? written.groups : () => [1, 1];
  const calls = [{ pipeline, words: to.words, groups }];
  const sequence = new Sequence(device, { calls, room, offsets, steps: undefined });
  const bound = filled(answer, { offsets, room }, device);
  try {
    const encoder = device.gpu.createCommandEncoder();
    const pass = encoder.beginComputePass({ label: `known answer of ${name}` });
    sequence.record(pass, { bound, steps: 1, models: 1, rows: here });
    pass.end();
    device.gpu.queue.submit([encoder.finish()]);
    const buffers = [bound.work, bound.vectors, bound.losses];
    const read = await device.read(buffers.map((buffer) => ({ buffer, at: 0, bytes: buffer.size })));
    const vectors = bound.work.size;
    const losses = vectors + bound.vectors.size;
    return {
      tensor: ({ id }) => new Float32Array(read, 0, vectors / 4).subarray(offsets.get(id)), // all were placed
      vectors: new Float32Array(read, vectors, (losses - vectors) / 4),
      losses: new Float32Array(read, losses),
    };
  } finally {
    sequence[Symbol.dispose](); // `using` is not known to Node 20
    for (const buffer of Object.values(bound)) buffer.destroy();
  }
}

function placed(tensors: readonly Tensor[], rows: number): Placed {
  const offsets = new Map<number, number>();
  let room = 0;
  for (const { id, perRow, fixed } of tensors) {
    offsets.set(id, room);
    room += perRow * rows + fixed + 1; // one between them, which nobody may touch
  }
  return { offsets, room: Math.ceil((room + 1) / LANES) * LANES };
}

function writingPlaces({ layout }: Question, offsets: ReadonlyMap<number, number>) {
  return {
    offset: ({ id }: Tensor) => offsets.get(id)!, // all were placed
    layout: layout ?? { slots: [], trained: 0, total: 0, memories: [] },
    onTape: { dropout: (layer: number) => 1 + 4 * layer },
  };
}

// Buffers that hold what the answer says; examples stand on the tape in reverse order.
function filled(
  answer: Question,
  { offsets, room }: Placed,
  device: Device,
): Bound {
  const { here, steps = 1, tensors, vectors = [], x = [], y = [], weights, tape = [] } = answer;
  const rows = here * steps;
  const make = (name: string, words: Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer>) => {
    const buffer = device.numbers(`${name} of a known answer`, words.length);
    // Deno panics where there is nothing to write
    if (words.length > 0) device.gpu.queue.writeBuffer(buffer, 0, words);
    return buffer;
  };
  const work = new Float32Array(room);
  for (const [{ id }, numbers] of tensors) work.set(numbers, offsets.get(id));
  const order = Array.from({ length: rows }, (_, r) => rows - 1 - r);
  const fields: Readonly<Record<Field, number>> = {
    x: 0,
    y: x.length,
    weights: x.length + y.length,
    weighted: weights ? 1 : 0,
    first: 0,
    here,
    row: rows,
    now: tape.length > 0 ? rows : IDLE,
    loss: 0,
    left: steps,
    done: 0,
    rows,
    batch: here,
    stride: 0,
  };
  const state = new Uint32Array(MEMBERS + MODEL);
  state.set(FIELDS.map((name) => fields[name]), MEMBERS);
  return {
    state: make("state", state),
    vectors: make("vectors", Float32Array.from(vectors)),
    work: make("work", work),
    data: make("data", Float32Array.from([...x, ...y, ...(weights ?? [])])),
    tape: make("tape", Uint32Array.from([...order, ...tape])),
    losses: make("losses", new Float32Array(steps)),
  };
}
