import {
  checkCount,
  checkOption,
  labelled,
  type LabelledPoints,
  sources,
  type SyntheticOptions,
} from "./_synthetic.ts";

/** What `blobs` may be told. */
export interface BlobsOptions extends SyntheticOptions {
  /** How many numbers make a point. */
  readonly columns?: number;
  /** How many blobs, or where their centres are. */
  readonly centres?: number | readonly (readonly number[])[];
  /** The standard deviation of all blobs, or of each. */
  readonly spread?: number | readonly number[];
  /** Where centres are drawn that are not given: between these two numbers in every column. */
  readonly box?: readonly [number, number];
  /** Whether rows are in random order, or blob by blob. */
  readonly shuffled?: boolean;
}

/**
 * Normal clouds of points, labelled 1, 2, …, as equal in size as can be: the first get one row more where rows
 * cannot be shared out evenly.
 *
 * @example
 * ```ts
 * import { blobs } from "@attune/attune/data";
 * import assert from "node:assert/strict";
 *
 * const { x, y } = blobs({ rows: 30, centres: 3, seed: 1 });
 * assert.deepEqual(x.names, ["x1", "x2"]);
 * assert.equal(y.codes.filter((code) => code === 0).length, 10);
 * ```
 */
export function blobs(
  {
    rows = 100,
    centres = 3,
    columns = typeof centres === "number" ? 2 : centres[0]?.length ?? 0,
    spread = 1,
    box = [-10, 10],
    shuffled = true,
    seed = 0,
  }: BlobsOptions = {},
): LabelledPoints {
  checkCount("blobs", "rows", rows);
  checkCount("blobs", "columns", columns);
  checkOption("blobs", ["the end of the box", box[1]], {
    fits: box[0] < box[1],
    wanted: "an end above the start",
  });
  const { shape, noise, order } = sources(seed);
  const middles = typeof centres === "number" ? drawn(centres) : centres;
  const spreads = typeof spread === "number" ? middles.map(() => spread) : spread;
  checkBlobs(middles, spreads, columns);
  const levels = middles.map((_, blob) => blob + 1);
  const labels = levels.flatMap((label, blob) => {
    const size = Math.floor(rows / levels.length) + Number(blob < rows % levels.length);
    return new Array<number>(size).fill(label);
  });
  const points = labels.map((label) =>
    middles[label - 1]!.map((middle) => middle + spreads[label - 1]! * noise.normal())
  );
  return labelled(points, labels, { order: shuffled ? order : undefined, levels });

  function drawn(count: number): number[][] {
    checkCount("blobs", "centres", count);
    const [from, to] = box;
    return Array.from(
      { length: count },
      () => Array.from({ length: columns }, () => from + (to - from) * shape.uniform()),
    );
  }
}

function checkBlobs(
  centres: readonly (readonly number[])[],
  spreads: readonly number[],
  columns: number,
): void {
  checkCount("blobs", "the number of centres", centres.length);
  for (const centre of centres) {
    const fits = centre.length === columns;
    checkOption("blobs", ["the length of a centre", centre.length], {
      fits,
      wanted: `${columns} numbers for each`,
    });
  }
  const found = spreads.length;
  checkOption("blobs", ["the number of spreads", found], {
    fits: found === centres.length,
    wanted: `one for each of the ${centres.length} centres`,
  });
  for (const spread of spreads) {
    checkOption("blobs", ["a spread", spread], {
      fits: spread > 0 && spread < Infinity,
      wanted: "positive numbers",
    });
  }
}
