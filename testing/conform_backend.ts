import assert from "node:assert/strict";
import { reference } from "../backends/reference/mod.ts";
import type { Backend } from "../core/backend.ts";
import type { Law } from "./_bench.ts";
import { dropoutLaws } from "./_laws_dropout.ts";
import { embeddingLaws } from "./_laws_embedding.ts";
import { gradientLaws } from "./_laws_gradients.ts";
import { lifeLaws } from "./_laws_life.ts";
import { loopLaws } from "./_laws_loop.ts";
import { nastyLaws } from "./_laws_nasty.ts";
import { repeatLaws } from "./_laws_repeat.ts";
import { stateLaws } from "./_laws_state.ts";
import { trainingLaws } from "./_laws_training.ts";
import { valueLaws } from "./_laws_values.ts";
import { register } from "./_register.ts";

/** A law that a backend is not held to. */
export interface SkippedLaw {
  /** The law as it is called, or the start of its name up to a colon: `"dropout"` is all laws of dropout. */
  readonly law: string;
  /** Why not; it stands in the name of a test. */
  readonly reason: string;
}

/** How a backend is held to the laws. */
export interface ConformBackendOptions {
  /** Laws that it is not held to. None if absent. */
  readonly skip?: readonly SkippedLaw[];
  /** How much its numbers may differ from the oracle's, as a share of the largest in an array. Default 1e-4. */
  readonly tolerance?: number;
  /** Registers a test. Default: Deno's test function, or that of `node:test`. */
  readonly test?: (name: string, check: () => Promise<void>) => unknown;
}

const LAWS: readonly Law[] = [
  ...valueLaws,
  ...gradientLaws,
  ...trainingLaws,
  ...loopLaws,
  ...dropoutLaws,
  ...embeddingLaws,
  ...repeatLaws,
  ...lifeLaws,
  ...stateLaws,
  ...nastyLaws,
];

const EXACT = { tolerance: 1e-9, epsilon: 2 ** -48 }; // of the oracle: 64 bits
const EPSILON = 2 ** -20; // 32 bits, of which the last three may go

/**
 * Registers a test for each law of backends: gradients, optimisers, losses, masks, repetition, leaks, aborts and bad
 * inputs. Numbers are held against the reference backend's; the reference backend's own against finite differences
 * and arithmetic by hand. Each law gets a backend of its own and must leave nothing held. One more test counts the
 * laws that are skipped, with the reasons.
 *
 * @example Inside a test file.
 * ```ts
 * import { reference } from "@attune/attune/backends/reference";
 * import { conformBackend } from "@attune/attune/testing";
 * import assert from "node:assert/strict";
 *
 * const names: string[] = [];
 * conformBackend("mine", () => reference(), {
 *   skip: [{ law: "dropout", reason: "has no source of chance" }],
 *   test: (name) => names.push(name),
 * });
 * assert.match(names.at(-1)!, /7 laws are skipped: "dropout" \(has no source of chance\)/);
 * ```
 */
export function conformBackend(
  name: string,
  make: () => Backend | Promise<Backend>,
  options: ConformBackendOptions = {},
): void {
  const { skip = [], tolerance = 1e-4, test = register } = options;
  const kept = LAWS.filter(({ law }) => !skip.some((skipped) => covers(skipped, law)));
  for (const law of kept) test(`${name} keeps the law "${law.law}"`, () => keeps(law, make, tolerance));
  const reasons = skip.map(({ law, reason }) => `"${law}" (${reason})`).join(", ");
  const count = `${LAWS.length - kept.length} laws are skipped${reasons && `: ${reasons}`}`;
  test(`${name} keeps ${kept.length} laws, ${count}`, () => {
    const unknown = skip.filter((skipped) => !LAWS.some(({ law }) => covers(skipped, law)));
    assert.deepEqual(unknown, [], "each skip names a law that exists");
    return Promise.resolve();
  });
}

function covers(skipped: SkippedLaw, law: string): boolean {
  return law === skipped.law || law.startsWith(`${skipped.law}:`);
}

async function keeps(
  { check }: Law,
  make: () => Backend | Promise<Backend>,
  tolerance: number,
): Promise<void> {
  using backend = await make();
  using oracle = reference();
  const isOracle = backend.name === oracle.name;
  await check(isOracle ? { backend, ...EXACT } : { backend, oracle, tolerance, epsilon: EPSILON });
  assert.equal(backend.live, 0, "held at the end");
}
