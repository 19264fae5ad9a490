import assert from "node:assert/strict";
import * as exported from "../../measures/mod.ts";

// What ends in With takes options; what is made of it is not looked at.
const FACTORIES = Object.entries(exported).flatMap(([name, value]) =>
  name.endsWith("With") ? [[name, value as (options: unknown) => unknown] as const] : []
);

Deno.test("there are factories to be tested", () => assert.ok(FACTORIES.length >= 30));

for (const [name, factory] of FACTORIES) {
  const kind = name.slice(0, -"With".length);

  Deno.test(`${name}() refuses an option of an unknown name`, () => {
    assert.throws(() => factory({ colour: 1 }), (error) => {
      assert.ok(error instanceof TypeError, String(error));
      assert.match(error.message, new RegExp(`^Cannot set "colour" of ${kind}: known parameters are \\w+`));
      return true;
    });
  });

  Deno.test(`${name}() refuses a wrong value of each of its options`, () => {
    for (const option of optionsOf(factory)) {
      assert.throws(() => factory({ [option]: { wrong: true } }), (error) => {
        assert.ok(error instanceof TypeError, String(error));
        assert.match(
          error.message,
          new RegExp(`^Cannot set "${option}" of ${kind}: expected .+, got \\{ wrong: true \\}$`),
        );
        return true;
      });
    }
  });

  Deno.test(`${name}() refuses what is no record of options`, () => {
    assert.throws(() => factory(3), {
      name: "TypeError",
      message: new RegExp(`^Cannot make ${kind} of 3: give its parameters by name, e\\.g\\. `),
    });
  });
}

Deno.test("marginLossWith() asks which loss", () => {
  assert.throws(() => exported.marginLossWith({} as exported.MarginLossOptions), { // not what the type says
    name: "TypeError",
    message: 'Cannot make marginLoss: which loss is not said; give its kind, e.g. { kind: "l1Hinge" }',
  });
});

// The names that a refusal tells.
function optionsOf(factory: (options: unknown) => unknown): readonly string[] {
  try {
    factory({ colour: 1 });
  } catch (error) {
    const [, names] = /known parameters are ([^;]+)/.exec(String(error)) ?? [];
    if (names) return names.split(", ");
  }
  throw new Error("no refusal, or one that tells no names");
}
