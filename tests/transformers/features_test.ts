import assert from "node:assert/strict";
import { categorical, numeric, table } from "../../data/mod.ts";
import { oneHotEncoder, ordinalEncoder, robustScaler, standardiser } from "../../transformers/mod.ts";
import { learn } from "./_learn.ts";

const x = table({
  width: numeric([1, 2, 4]),
  rooms: numeric([1, 2, 3], { scitype: "Count" }),
  size: categorical(["s", "m", "s"], { ordered: true }),
});

Deno.test("a function that chooses features must give true or false", async () => {
  for (const answer of [undefined, null, 0, 1, ""]) {
    const features = (() => answer) as unknown as () => boolean; // wrong on purpose
    await assert.rejects(async () => await learn(standardiser({ features }), { x }), {
      name: "TypeError",
      message: `Cannot choose features: the function gave ${
        answer === "" ? '""' : answer
      } for "width"; give true or false`,
    });
  }
});

Deno.test("a column named that a setting would admit is refused with that setting", async () => {
  const refused = (message: string) => ({ name: "DataError", message });
  await assert.rejects(
    async () => await learn(standardiser({ features: ["rooms"] }), { x }),
    refused(
      'Cannot treat column "rooms" by Standardiser: it is Count, and Continuous is wanted; ' +
        "set count: true, coerce it, or leave it out of features",
    ),
  );
  await assert.rejects(
    async () => await learn(ordinalEncoder({ features: ["size"], orderedFactor: false }), { x }),
    refused(
      'Cannot treat column "size" by OrdinalEncoder: it is OrderedFactor, and Multiclass is wanted; ' +
        "set orderedFactor: true, coerce it, or leave it out of features",
    ),
  );
  await assert.rejects(
    async () => await learn(robustScaler({ features: ["rooms"] }), { x }),
    refused(
      'Cannot treat column "rooms" by RobustScaler: it is Count, and Continuous is wanted; ' +
        "coerce it, or leave it out of features",
    ),
  );
});

Deno.test("tables in which no column suits pass through", async () => {
  const counts = x.select(["rooms"]);
  const mappers = [
    await learn(standardiser(), { x: counts }),
    await learn(robustScaler(), { x: counts }),
    await learn(oneHotEncoder(), { x: counts }),
  ];
  for (const mapper of mappers) {
    assert.equal((await mapper.transform(counts)).column("rooms"), counts.column("rooms"));
  }
});
