/**
 * What the device knows of each model of a population: where its numbers stand and how far it is. Words of 32 bits,
 * in the order of {@linkcode FIELDS}.
 */
export type Field = typeof FIELDS[number];

/** Names of the words. */
export const FIELDS = [
  "x", // first input
  "y", // first target
  "weights", // first weight of a row
  "weighted", // whether rows have weights
  "first", // where the tape names the batch's first row
  "here", // rows in the batch; 0 while the model rests
  "row", // where the tape holds the numbers of this step
  "now", // the same for the optimiser, which must not see the next step's before its time; IDLE while the model rests
  "loss", // where this step's loss goes
  "left", // steps to go, this one included
  "done", // rows done in this epoch
  "rows", // rows an epoch
  "batch", // rows a step, but for the last
  "stride", // words on the tape for each step
] as const;

/** Where the words of the first model stand: before them, the numbers of the models that take part. */
export const MEMBERS = 1024;
/** Words for each model. */
export const MODEL = FIELDS.length;
/** What `now` says of a model that rests. */
export const IDLE = 0xffffffff;

/**
 * WGSL that reads and writes it. The first arguments are numbers of each model in `work` and in `vectors`: in the one
 * by its place among those that take part, for nothing stays there, in the other by its own number.
 */
export const MODEL_TEXT = `struct Model { at: u32, work: u32, vectors: u32, ${
  FIELDS.map((name) => `${name}: u32`).join(", ")
} }
fn model(index: u32, place: u32) -> Model {
  let at = ${MEMBERS}u + ${MODEL}u * index;
  return Model(at, place * args.v[0].x, index * args.v[0].y, ${
  FIELDS.map((_, i) => `state[at + ${i}u]`).join(", ")
});
}
fn weight_of(o: Model, r: u32) -> f32 {
  var weight = 1.0;
  if (o.weighted != 0u) { weight = data[o.weights + tape[o.first + r]]; }
  return weight;
}
fn now_of(o: Model) -> u32 { return state[o.at + ${at("now")}u]; }
fn begin_update(o: Model) {
  state[o.at + ${at("now")}u] = select(${IDLE}u, o.row, o.here > 0u);
}
fn advance(o: Model) {
  if (o.left == 0u) { return; }
  var done = o.done + o.here;
  if (done == o.rows) { done = 0u; }
  let left = o.left - 1u;
  state[o.at + ${at("first")}u] = o.first + o.here;
  state[o.at + ${at("here")}u] = select(0u, min(o.batch, o.rows - done), left > 0u);
  state[o.at + ${at("row")}u] = o.row + o.stride;
  state[o.at + ${at("loss")}u] = o.loss + 1u;
  state[o.at + ${at("left")}u] = left;
  state[o.at + ${at("done")}u] = done;
}`;

function at(field: Field): number {
  return FIELDS.indexOf(field);
}
