import assert from "node:assert/strict";
import { reference } from "../../backends/reference/mod.ts";
import { mlp } from "../../builders/mod.ts";
import { diff, equal, Machine, rng } from "../../core/mod.ts";
import { type Images, images } from "../../data/mod.ts";
import { augment, type AugmentParams, imageClassifier } from "../../models/mod.ts";
import { varyImages } from "../../models/_vary_images.ts";
import { type Warp, warpImage, type WarpSize } from "../../models/_warp_image.ts";
import { near, spy } from "./_bench.ts";
import { bars, colours } from "./_images.ts";

const STILL: Warp = { mirrored: false, upturned: false, radians: 0, down: 0, right: 0 };

/** An image, warped, in the middle of others that must stay as they are. */
function warped(from: readonly number[], warp: Partial<Warp>, size: Partial<WarpSize> = {}): number[] {
  const { height = 3, width = 3, channels = 1 } = size;
  const around = new Float32Array(from.length).fill(7);
  const to = new Float32Array(3 * from.length).fill(5);
  warpImage(
    { from: Float32Array.of(...around, ...from, ...around), to, start: from.length },
    { ...STILL, ...warp },
    { height, width, channels },
  );
  const out = Array.from(to);
  assert.ok([...out.slice(0, from.length), ...out.slice(2 * from.length)].every((value) => value === 5));
  return out.slice(from.length, 2 * from.length);
}

const NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9];
const QUARTER = Math.PI / 2;

const WARPS: readonly (readonly [name: string, warp: Partial<Warp>, want: readonly number[]])[] = [
  ["nothing", {}, NINE],
  ["one pixel down", { down: 1 }, [0, 0, 0, 1, 2, 3, 4, 5, 6]],
  ["one pixel up", { down: -1 }, [4, 5, 6, 7, 8, 9, 0, 0, 0]],
  ["one pixel to the right", { right: 1 }, [0, 1, 2, 0, 4, 5, 0, 7, 8]],
  ["two pixels to the left, one down", { right: -2, down: 1 }, [0, 0, 0, 3, 0, 0, 6, 0, 0]],
  ["out of sight", { right: 3 }, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ["out of sight below", { down: -4 }, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ["a mirror", { mirrored: true }, [3, 2, 1, 6, 5, 4, 9, 8, 7]],
  ["upside down", { upturned: true }, [7, 8, 9, 4, 5, 6, 1, 2, 3]],
  ["both", { mirrored: true, upturned: true }, NINE.toReversed()],
  ["a mirror, then one pixel to the right", { mirrored: true, right: 1 }, [0, 3, 2, 0, 6, 5, 0, 9, 8]],
  ["a quarter turn against the clock", { radians: QUARTER }, [3, 6, 9, 2, 5, 8, 1, 4, 7]],
  ["a quarter turn with it", { radians: -QUARTER }, [7, 4, 1, 8, 5, 2, 9, 6, 3]],
  ["half a turn", { radians: Math.PI }, NINE.toReversed()],
  ["a mirror, then a quarter turn", { mirrored: true, radians: QUARTER }, [1, 4, 7, 2, 5, 8, 3, 6, 9]],
  ["a quarter turn, then one down", { radians: QUARTER, down: 1 }, [0, 0, 0, 3, 6, 9, 2, 5, 8]],
];

for (const [name, warp, want] of WARPS) {
  Deno.test(`warpImage() does ${name}`, () => {
    const exact = Math.abs(warp.radians ?? 0) === 0;
    if (exact) assert.deepEqual(warped(NINE, warp), want);
    else near(warped(NINE, warp), want, 1e-6);
  });
}

Deno.test("warpImage() keeps the channels of a pixel together, and takes images that are not square", () => {
  const wide = [1, 10, 2, 20, 3, 30, 4, 40, 5, 50, 6, 60]; // 2 × 3 × 2
  const size = { height: 2, width: 3, channels: 2 };
  assert.deepEqual(warped(wide, { mirrored: true }, size), [3, 30, 2, 20, 1, 10, 6, 60, 5, 50, 4, 40]);
  assert.deepEqual(warped(wide, { right: -1, down: 1 }, size), [0, 0, 0, 0, 0, 0, 2, 20, 3, 30, 0, 0]);
  near(warped(wide, { radians: Math.PI }, size), [6, 60, 5, 50, 4, 40, 3, 30, 2, 20, 1, 10], 1e-5);
});

Deno.test("mirrors undo themselves, and turns each other, away from the edges", () => {
  for (const warp of [{ mirrored: true }, { upturned: true }, { mirrored: true, upturned: true }]) {
    assert.deepEqual(warped(warped(NINE, warp), warp), NINE);
  }
  const smooth = Array.from({ length: 225 }, (_, k) => {
    const [i, j] = [Math.floor(k / 15) - 7, k % 15 - 7];
    return Math.exp(-(i * i + (j - 1) * (j - 1)) / 12);
  });
  const size = { height: 15, width: 15 };
  const back = warped(warped(smooth, { radians: 0.3 }, size), { radians: -0.3 }, size);
  near(back, smooth, 0.08); // each turn blurs the peak a little
});

Deno.test("warpImage() turns by less than a pixel as linear interpolation has it", () => {
  const radians = 0.1;
  const found = warped(NINE, { radians }, {});
  const at = (i: number, j: number) => (i < 0 || j < 0 || i > 2 || j > 2 ? 0 : NINE[i * 3 + j]!);
  const want = NINE.map((_, k) => {
    const [y, x] = [Math.floor(k / 3) - 1, k % 3 - 1];
    const row = 1 + Math.cos(radians) * y + Math.sin(radians) * x;
    const column = 1 + Math.cos(radians) * x - Math.sin(radians) * y;
    let sum = 0;
    for (let i = -1; i <= 3; i++) {
      for (let j = -1; j <= 3; j++) {
        sum += at(i, j) * Math.max(0, 1 - Math.abs(row - i)) * Math.max(0, 1 - Math.abs(column - j));
      }
    }
    return sum;
  });
  near(found, want, 1e-5);
});

const { x } = bars(40, { height: 7, width: 7 });
const versions = (params: Partial<AugmentParams>, { of = x, epoch = 1, seed = 1 } = {}) =>
  Array.from(varyImages(of, augment(params).params, "Test")!(epoch, rng(seed)));

Deno.test("augment() without options leaves images alone", () => {
  assert.equal(varyImages(x, augment().params, "Test"), undefined);
});

Deno.test("the same seed, epoch and row give the same version, whatever came before", () => {
  const all = { shift: 2, rotate: 30, flip: "both", noise: 0.1 } as const;
  const vary = varyImages(x, augment(all).params, "Test")!;
  const [one, two, again] = [1, 2, 1].map((epoch) => Array.from(vary(epoch, rng(1))));
  assert.deepEqual(again, one);
  assert.notDeepEqual(two, one);
  assert.deepEqual(versions(all, { epoch: 2 }), two);
  assert.notDeepEqual(versions(all, { seed: 2 }), one);
  const first = x.take(Array.from({ length: 10 }, (_, i) => i));
  assert.deepEqual(
    versions(all, { of: first }),
    one!.slice(0, first.pixels.length),
    "rows do not see each other",
  );
});

Deno.test("an amount does not change what is drawn for the others", () => {
  const shifted = versions({ shift: 2 });
  assert.notDeepEqual(versions({ shift: 2, noise: 1e-9 }), Array.from(x.pixels));
  near(versions({ shift: 2, noise: 1e-9 }), shifted, 1e-7);
  near(versions({ shift: 2, rotate: 1e-9 }), shifted, 1e-6);
});

/** One bright pixel in the middle of each of many dark images. */
function dots(size: number): Images {
  const pixels = new Float32Array(size * 49);
  for (let n = 0; n < size; n++) pixels[n * 49 + 24] = 1;
  return images(pixels, { height: 7, width: 7 });
}

Deno.test("shifts are whole pixels, as often one as another, down as across", () => {
  const size = 5000;
  const found = versions({ shift: 2 }, { of: dots(size) });
  const counts = new Array<number>(49).fill(0);
  for (const [k, value] of found.entries()) {
    assert.ok(value === 0 || value === 1);
    if (value === 1) counts[k % 49]!++;
  }
  for (const [k, count] of counts.entries()) {
    const inside = Math.abs(Math.floor(k / 7) - 3) <= 2 && Math.abs(k % 7 - 3) <= 2;
    const [low, high] = inside ? [150, 250] : [0, 0]; // 5000 / 25 = 200, standard deviation 14
    assert.ok(count >= low && count <= high, `${count} at ${k}`);
  }
});

Deno.test("half of the images are mirrored, each way by itself", () => {
  const corner = (size: number) => {
    const pixels = new Float32Array(size * 4);
    for (let n = 0; n < size; n++) pixels[n * 4] = 1;
    return images(pixels, { height: 2, width: 2 });
  };
  const counts = (flip: AugmentParams["flip"]) => {
    const totals = [0, 0, 0, 0];
    versions({ flip }, { of: corner(4000) }).forEach((value, k) => totals[k % 4]! += value);
    return totals;
  };
  near(counts("horizontal"), [2000, 2000, 0, 0], 130); // standard deviation 32
  near(counts("vertical"), [2000, 0, 2000, 0], 130);
  near(counts("both"), [1000, 1000, 1000, 1000], 120);
});

Deno.test("turns are as often one way as the other, and not larger than asked for", () => {
  const arm = (size: number) => {
    const pixels = new Float32Array(size * 49);
    for (let n = 0; n < size; n++) pixels[n * 49 + 27] = 1; // three pixels to the right of the middle
    return images(pixels, { height: 7, width: 7 });
  };
  const found = versions({ rotate: 30 }, { of: arm(4000) });
  let [rows, furthest] = [0, 0];
  for (let n = 0; n < 4000; n++) {
    const mine = found.slice(n * 49, n * 49 + 49);
    const total = mine.reduce((sum, value) => sum + value, 0);
    const row = mine.reduce((sum, value, k) => sum + value * (Math.floor(k / 7) - 3), 0) / total;
    rows += row / 4000;
    furthest = Math.max(furthest, Math.abs(row));
  }
  assert.ok(Math.abs(rows) < 0.06, `mean row ${rows}`); // standard deviation 0.014
  assert.ok(furthest > 1.2 && furthest < 1.8, `furthest row ${furthest}`); // 3 · sin 30° = 1.5
});

Deno.test("noise is normal: its mean is 0, its deviation what was asked for, and it differs from pixel to pixel", () => {
  const { x: many } = bars(400, { height: 5, width: 5 });
  const noise = versions({ noise: 0.2 }, { of: many }).map((value, k) => value - many.pixels[k]!);
  const mean = noise.reduce((sum, e) => sum + e, 0) / noise.length;
  const variance = noise.reduce((sum, e) => sum + (e - mean) ** 2, 0) / noise.length;
  const beyond = noise.filter((e) => Math.abs(e) > 0.4).length / noise.length;
  near([mean, Math.sqrt(variance), beyond], [0, 0.2, 0.0455], 0.01);
  const neighbours = noise.reduce((sum, e, k) => sum + e * (noise[k + 1] ?? 0), 0) / noise.length / variance;
  assert.ok(Math.abs(neighbours) < 0.05, `correlation ${neighbours}`);
  assert.equal(new Set(noise).size, noise.length);
});

const model = imageClassifier({ builder: mlp({ hidden: [3] }), epochs: 3, batchSize: 5 });
const moving = model.with({ augmentation: augment({ shift: 2, rotate: 10, noise: 0.1 }) });

Deno.test("each epoch trains on a version of its own, in one array, with one version held at a time", async () => {
  using backend = spy();
  const held: number[] = [];
  const seen: number[][] = [];
  const data = colours();
  using machine = new Machine(moving, data, {
    backend,
    seed: 1,
    listener: (event) => {
      if (event.type !== "epoch") return;
      held.push(backend.live);
      seen.push(Array.from(backend.examples.at(-1)!.x.data));
    },
  });
  await machine.fit();
  assert.deepEqual(held, [2, 2, 2], "a program and its examples");
  assert.equal(backend.examples.length, 4);
  assert.equal(backend.examples[0]!.x.data, data.x.pixels);
  assert.deepEqual(new Set(backend.examples.slice(1).map((one) => one.x.data)).size, 1);
  assert.equal(new Set(seen.map(String)).size, 3);
  machine.model = moving.with({ epochs: 4 });
  await machine.fit();
  assert.equal(backend.examples.length, 5);
  assert.deepEqual(
    backend.examples.map(({ y }) => y),
    Array.from({ length: 5 }, () => backend.examples[0]!.y),
  );
});

Deno.test("without augmentation examples are uploaded once, and all epochs train in one go", async () => {
  using backend = spy();
  using machine = new Machine(model, colours(), { backend });
  await machine.fit();
  assert.equal(backend.examples.length, 1);
  assert.equal(backend.orders.length, 3);
});

Deno.test("augmentation changes neither predictions nor the loss of the untrained network", async () => {
  using backend = reference();
  const data = colours();
  using plain = new Machine(model.with({ epochs: 0 }), data, { backend, seed: 2 });
  using varied = new Machine(moving.with({ epochs: 0 }), data, { backend, seed: 2 });
  const [a, b] = [await plain.fit(), await varied.fit()];
  assert.deepEqual((await a.predict(data.x)).probs, (await b.predict(data.x)).probs);
  assert.deepEqual(a.report, b.report);
  varied.model = moving;
  const learned = await varied.fit();
  assert.notDeepEqual(
    learned.report.losses,
    (await new Machine(model, data, { backend, seed: 2 }).fit()).report.losses,
  );
  const [first, second] = [await learned.predict(data.x), await learned.predict(data.x)];
  assert.deepEqual(first.probs, second.probs);
});

Deno.test("another rate goes on with the epochs' own versions", async () => {
  using backend = reference();
  const data = colours();
  using staged = new Machine(moving, data, { backend, seed: 2 });
  await staged.fit();
  staged.model = moving.with({ "optimiser.eta": 0.5 });
  await staged.fit();
  staged.model = moving.with({ epochs: 6 });
  using atOnce = new Machine(moving.with({ epochs: 6 }), data, { backend, seed: 2 });
  assert.deepEqual((await staged.fit()).report, (await atOnce.fit()).report);
});

Deno.test("a fit with augmentation that is stopped holds nothing", async () => {
  using backend = reference();
  const stop = new AbortController();
  using machine = new Machine(moving, colours(), {
    backend,
    signal: stop.signal,
    listener: (event) => event.type === "epoch" && event.epoch === 2 && stop.abort(),
  });
  await assert.rejects(machine.fit(), { name: "AbortError" });
  assert.equal(backend.live, 0);
});

Deno.test("an augmentation is a value: compared by what it says, reached into, frozen, plain in JSON", () => {
  assert.ok(equal(augment({ shift: 2 }), augment({ shift: 2 })));
  assert.deepEqual(diff(moving, moving.with({ "augmentation.shift": 1, "augmentation.flip": "both" })), [
    "augmentation.shift",
    "augmentation.flip",
  ]);
  assert.ok(Object.isFrozen(augment()) && Object.isFrozen(augment().params));
  assert.deepEqual(JSON.parse(JSON.stringify(augment({ rotate: 15 }))), {
    kind: "Augment",
    params: { shift: 0, rotate: 15, flip: "none", noise: 0 },
  });
});

const MESSAGES: readonly (readonly [call: () => unknown, text: string])[] = [
  [
    () => augment({ shift: 1.5 }),
    'RangeError: Cannot set "shift" of Augment: expected an integer ≥ 0, got 1.5',
  ],
  [
    () => augment({ rotate: 270 }),
    'RangeError: Cannot set "rotate" of Augment: expected a number in [0, 180], got 270',
  ],
  [
    () => augment({ flip: true as never }),
    'TypeError: Cannot set "flip" of Augment: expected one of "none", "horizontal", "vertical", "both", got true',
  ],
  [
    () => augment({ noise: -0.1 }),
    'RangeError: Cannot set "noise" of Augment: expected a number ≥ 0, got -0.1',
  ],
  [
    () => augment({ rotated: 3 } as object),
    'TypeError: Cannot set "rotated" of Augment: known parameters are shift, rotate, flip, noise; did you mean "rotate"?',
  ],
  [
    () => imageClassifier({ augmentation: "none" as never }),
    'TypeError: Cannot set "augmentation" of ImageClassifier: expected an augmentation, e.g. augment({ shift: 2 }), ' +
    'got "none"',
  ],
  [
    () => varyImages(x, augment({ shift: 7 }).params, "ImageClassifier"),
    "DataError: Cannot shift images of 7 × 7 for ImageClassifier by up to 7 pixels: nothing might be left; " +
    "give a shift below 7",
  ],
];

for (const [call, text] of MESSAGES) {
  Deno.test(`augment() says: ${text}`, () => {
    assert.throws(call, (error) => String(error) === text || assert.fail(String(error)));
  });
}
