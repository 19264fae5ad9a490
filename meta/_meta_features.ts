import { tabulate } from "../data/tabulate.ts";
import { DataError } from "../core/errors.ts";
import type { Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import {
  type Categorical,
  type Column,
  type Finite,
  type Numeric,
  numeric,
  type Table,
} from "../data/mod.ts";

/** Numbers by column: what a base predicted, for whoever learns from it. */
export type MetaFeatures = ReadonlyMap<string, Float64Array>;

/**
 * What a base predicts, as numbers: the probability of each level as `name__level`, guessed labels as ones and zeros
 * of the same names, numbers as `name`; of tables each column, as `name__column`. Throws a DataError for anything else,
 * and for levels that are written alike.
 */
export function metaFeatures(name: string, prediction: Observations): MetaFeatures {
  if ("names" in prediction && "column" in prediction) {
    const columns = prediction as Table; // only tables have both
    const features = columns.names.flatMap((column) => [
      ...metaFeatures(`${name}__${column}`, columns.column(column)),
    ]);
    return new Map(features);
  }
  if ("probs" in prediction) {
    const { levels, probs, size } = prediction as Finite; // only distributions have probs
    return byLevel(
      name,
      levels,
      (j) => Float64Array.from({ length: size }, (_, i) => probs[i * levels.length + j]!),
    );
  }
  if ("codes" in prediction) {
    const { levels, codes } = prediction as Categorical; // only classes have codes
    return byLevel(name, levels, (j) => Float64Array.from(codes, (code) => Number(code === j)));
  }
  if ("scitype" in prediction && (prediction.scitype === "Continuous" || prediction.scitype === "Count")) {
    return new Map([[name, (prediction as Column as Numeric).values]]); // as its scitype says
  }
  throw new DataError(
    `Cannot learn from what base "${name}" predicts: it is ${
      brief(prediction)
    }; bases predict distributions, ` +
      "labels, numbers or tables of them",
    { column: name, found: brief(prediction) },
  );
}

function byLevel(
  name: string,
  levels: Finite["levels"],
  values: (code: number) => Float64Array,
): MetaFeatures {
  const alike = levels.find((level, code) => levels.findIndex((other) => `${other}` === `${level}`) < code);
  if (alike !== undefined) {
    throw new DataError(
      `Cannot learn from what base "${name}" predicts: two of its levels are written ${alike}, as 1 and "1" are; ` +
        "rename one of them",
      { column: name, found: brief(levels) },
    );
  }
  return new Map(levels.map((level, code) => [`${name}__${level}`, values(code)]));
}

/** What all bases predict, in one table. Throws a DataError where two give columns of one name. */
export function metaTable(features: readonly MetaFeatures[]): Table {
  const all = features.flatMap((of) => [...of]);
  const names = all.map(([name]) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new DataError(`Cannot stack: two bases give a column "${twice}"; call one of them otherwise`, {
      column: twice,
    });
  }
  return tabulate(all.map(([name, values]) => [name, numeric(values)] as const));
}
