import { prove } from "./answers/prove.ts";
import { place } from "../lowering/mod.ts";
import { DeviceError } from "../../core/errors.ts";
import { chooseShape } from "./choose_shape.ts";
import type { Device } from "./device.ts";
import { type EachBody, type GroupBody, LANES } from "./kernels/body.ts";
import { type Groups, groupsOf } from "./kernels/groups_of.ts";
import { roundsApart, roundsTogether } from "./kernels/rounds.ts";
import type { TileShape } from "./kernels/tile.ts";
import { loopLimit } from "./loop_limit.ts";
import { moduleText, STEPS_WORD, wholeText } from "./kernels/module_text.ts";
import { type Places, Writing } from "./kernels/writing.ts";
import { multiplicationsOf, type Piece } from "./pieces.ts";

/** A kernel as it is dispatched. */
export interface Call {
  readonly pipeline: GPUComputePipeline;
  /** Its arguments, as words of 32 bits. */
  readonly words: readonly number[];
  /** Workgroups for each model, for a batch of so many rows. */
  readonly groups: Groups;
}

/** Kernels in order, for batches of so many rows, and the room that they need. */
export interface Calls {
  readonly calls: readonly Call[];
  /** Numbers of room for each model. */
  readonly room: number;
  /** Where tensors stand in it, by their number. */
  readonly offsets: ReadonlyMap<number, number>;
  /** How many steps each call makes by itself; undefined: all calls together make one. */
  readonly steps: readonly number[] | undefined;
}

/** What calls are made for. */
export interface CallsOptions {
  readonly rows: number;
  readonly places: Omit<Places, "offset">;
  /** Numbers of a model's flat vectors. */
  readonly vectors: number;
  readonly forms: Forms;
}

/** Which form of a kernel is taken for which sizes. */
export interface Forms {
  /** Multiplications of numbers in a step up to which one workgroup carries out whole steps. */
  readonly whole: number;
  /** Rows, columns and length of sums from which on a product is made tile by tile. */
  readonly tiles: number;
  /** The shape of tiles. Default: what is fastest. */
  readonly shape?: TileShape;
}

/** Compiles a list of kernels. */
export async function compileCalls(
  pieces: readonly Piece[],
  options: CallsOptions,
  device: Device,
): Promise<Calls> {
  const { places, head, ...sizes } = placed(pieces, options);
  const limit = await loopLimit(device);
  const shapes: (TileShape | undefined)[] = [];
  for (const piece of pieces) shapes.push(await shapeOf(piece, options, device)); // measured one after the other
  const calls = await Promise.all(pieces.map(async (piece, i): Promise<Call> => {
    const to = new Writing(places, head);
    const shape = shapes[i];
    const body = shape ? piece.writeTiles!(to, { rows: options.rows, shape }) : piece.write(to);
    checkRounds({ name: body.name, rounds: roundsApart(body, options.rows), limit }, device);
    checkGroups({ name: body.name, groups: groupsOf(body)(options.rows) }, device);
    const pipeline = await device.pipeline(body.name, moduleText(body));
    await prove(body.name, device);
    return { pipeline, words: to.words, groups: groupsOf(body) };
  }));
  return { calls, ...sizes, steps: undefined };
}

/**
 * Compiles kernels into one that makes several steps, with one call for each count of steps; into many where a device
 * would end its loops.
 */
export async function compileWhole(
  pieces: readonly Piece[],
  options: CallsOptions,
  device: Device,
): Promise<Calls> {
  const { places, head, ...sizes } = placed(pieces, options);
  const limit = await loopLimit(device);
  const to = new Writing(places, head);
  const bodies = pieces.map((piece): EachBody | GroupBody => piece.write(to));
  const rounds = SLACK * roundsTogether(bodies, options.rows);
  const counts = STEPS.filter((steps) => steps * rounds <= limit);
  if (counts.length === 0) return await compileCalls(pieces, options, device);
  const pipeline = await device.pipeline("whole", wholeText(bodies));
  await prove("whole", device);
  const calls = counts.map((steps): Call => {
    return { pipeline, words: to.words.with(STEPS_WORD, steps), groups: () => [1, 1] };
  });
  return { calls, ...sizes, steps: counts };
}

/** Compilers have loops of their own: of 36 networks the worst took 0.82 of the rounds that are counted. */
const SLACK = 1.25;

/** Steps in a dispatch of the kernel that makes several, largest first. */
const STEPS = [128, 16, 4, 1] as const;

/** Whether all sizes are so small that one workgroup carries out a step sooner than many dispatches begin. */
export function isTiny(
  pieces: readonly Piece[],
  { rows, trained, forms }: { readonly rows: number; readonly trained: number; readonly forms: Forms },
): boolean {
  return pieces.length <= KERNELS && rows * multiplicationsOf(pieces) + UPDATE * trained <= forms.whole;
}

/** Kernels that one may be made of: compilers take long for more. */
const KERNELS = 20;

/** What the optimiser does to one weight, in multiplications. */
const UPDATE = 8;

// How the products of a piece are cut; undefined where they are small, or there are none.
async function shapeOf(
  { writeTiles, products = [] }: Piece,
  { rows, forms: { tiles, shape } }: CallsOptions,
  device: Device,
): Promise<TileShape | undefined> {
  const large = products.map((product) => ({ ...product, rows: rows * product.rows }))
    .filter((product) => Math.min(product.rows, product.inputs, product.outputs) >= tiles)
    .sort((a, b) => b.rows * b.inputs * b.outputs - a.rows * a.inputs * a.outputs)[0];
  return writeTiles && large && (shape ?? await chooseShape(large, device));
}

// What is cut off would go unnoticed.
function checkRounds(
  { name, rounds, limit }: { readonly name: string; readonly rounds: number; readonly limit: number },
  device: Device,
): void {
  if (rounds <= limit) return;
  throw new DeviceError(
    `Cannot run kernel ${name} on ${device.name}: its loops go round ${rounds} times, and this device ends them ` +
      `after ${limit}; use smaller batches or layers, or the wasm backend`,
  );
}

// The device's own error would not name the kernel.
function checkGroups(
  { name, groups }: { readonly name: string; readonly groups: readonly [number, number] },
  device: Device,
): void {
  const most = device.gpu.limits.maxComputeWorkgroupsPerDimension;
  if (Math.max(...groups) <= most) return;
  throw new DeviceError(
    `Cannot run kernel ${name} on ${device.name}: it takes ${
      groups.join(" × ")
    } workgroups, and this device has at ` +
      `most ${most} in a dimension; use smaller batches or layers`,
  );
}

function placed(pieces: readonly Piece[], { rows, places, vectors }: CallsOptions) {
  const { offsets, size } = place(pieces, rows);
  const stride = Math.ceil(size / LANES) * LANES;
  return {
    room: stride,
    offsets,
    places: { ...places, offset: ({ id }) => offsets.get(id)! } satisfies Places, // all of them were placed
    head: [stride, vectors, 1, 0],
  };
}
