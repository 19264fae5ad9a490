import type { Observations } from "../core/observations.ts";
import { brief } from "../core/show.ts";
import { visitEventLoop } from "../core/visit_event_loop.ts";
import { checkTrial } from "./_check_trial.ts";
import type { Candidates } from "./_candidates.ts";
import { chainsOf } from "./_chains_of.ts";
import type { Entry } from "./_entry.ts";
import { KeptTrials } from "./_kept_trials.ts";
import { Ledger } from "./_ledger.ts";
import { pulled } from "./_pulled.ts";
import type { Candidate } from "./_run_chain.ts";
import { runTrials, type TrialOutcome } from "./_run_trials.ts";
import type { Stoppable } from "./_stoppable.ts";
import type { TrialFolds } from "./_trial_folds.ts";
import { TUNED } from "./_tuned_traits.ts";
import { said } from "./evaluation_error.ts";
import type { JournalPart } from "./journal.ts";
import type { Search, Searching, Trial } from "./search.ts";
import type { Selection } from "./selection.ts";

/** A search over candidates, and what is known of it already. */
export interface Course<X, Y, Z> extends Stoppable {
  /** What is tuned: `"NeuralNetworkClassifier"`. */
  readonly subject: string;
  readonly candidates: Candidates<X, Y, Z>;
  readonly search: Search;
  readonly selection: Pick<Selection, "lossOf">;
  readonly folds: TrialFolds<X, Y>;
  /** How many candidates there are to be. */
  readonly n: number;
  /** Candidates that were judged before, by number. */
  readonly known: ReadonlyMap<number, TrialOutcome>;
  readonly journal?: JournalPart | undefined;
  /** Why no other candidate may be begun, where that is so. */
  timeIsUp(): string | undefined;
}

/** Where a search ended. */
export interface Ended<X, Y, Z> {
  /** All candidates that were judged, by number. */
  readonly entries: readonly Entry<X, Y, Z>[];
  /** Why it ended before there were `n`, where it did. */
  readonly stopped: string | undefined;
  /** What the first candidate that failed had thrown. */
  readonly error: unknown;
  /** What broke the search itself: its search, or the journal. */
  readonly broken?: { readonly reason: unknown };
}

/** So many candidates are at hand at once: among them those are found that differ in iterations alone. */
const WINDOW = 1024;

/**
 * Goes through a search: what is known of it is not judged again. So a search that goes on, in the same process or after a
 * kill, asks and tells what one does that never stopped.
 */
export async function searchCourse<X extends Observations, Y extends Observations, Z extends Observations>(
  course: Course<X, Y, Z>,
): Promise<Ended<X, Y, Z>> {
  const ledger = new Ledger(course);
  const kept = new KeptTrials<X, Y, Z>();
  try {
    const stopped = await goThrough({ course, ledger, kept, told: new Set() });
    ledger.end();
    return { entries: ledger.entries, stopped, error: ledger.error };
  } catch (reason) {
    return { entries: ledger.entries, stopped: undefined, error: ledger.error, broken: { reason } };
  } finally {
    kept[Symbol.dispose]();
  }
}

interface Going<X extends Observations, Y extends Observations, Z extends Observations> {
  readonly course: Course<X, Y, Z>;
  readonly ledger: Ledger<X, Y, Z>;
  readonly kept: KeptTrials<X, Y, Z>;
  readonly told: Set<string>;
}

// Gives why it stopped, if it did before there were as many candidates as there are to be.
async function goThrough<X extends Observations, Y extends Observations, Z extends Observations>(
  going: Going<X, Y, Z>,
): Promise<string | undefined> {
  const { course: { candidates: { space }, search, n, context }, ledger } = going;
  const searching = started(search, search.start(space, context.rng.fork("search")));
  while (ledger.count < n) {
    const first = ledger.count;
    const { ended, stopped } = await goThroughBatch(searching.ask(), going);
    if (stopped !== undefined) return stopped;
    if (ledger.count === first) return `${search.kind} has no more candidates`;
    if (ended) searching.tell(ledger.results(first)!); // of a batch that did not stop, all are known
  }
  return undefined;
}

async function goThroughBatch<X extends Observations, Y extends Observations, Z extends Observations>(
  trials: Iterable<Trial>,
  going: Going<X, Y, Z>,
): Promise<{ readonly ended: boolean; readonly stopped?: string | undefined }> {
  const { course, ledger } = going;
  const batch = iteratorOf(trials, course.search.kind);
  const begun = ledger.count;
  while (ledger.count < course.n) {
    const first = ledger.count;
    const most = Math.min(WINDOW, course.n - first);
    const window = pulled(batch, most);
    const ended = window.length < most;
    await judge(window, { ...going, whole: ended && first === begun });
    await visitEventLoop(); // candidates that fail when they are made never wait
    if (!ledger.results(first)) return { ended: false, stopped: course.timeIsUp() ?? "it was stopped" };
    if (ended) return { ended };
  }
  return { ended: false };
}

function started({ kind }: Search, searching: Searching): Searching {
  const { ask, tell }: Partial<Searching> = Object(searching);
  if (typeof ask === "function" && typeof tell === "function") return searching;
  throw new TypeError(`Cannot start ${kind}: start() gave ${brief(searching)}; give { ask, tell }`);
}

function iteratorOf(trials: Iterable<Trial>, kind: string): Iterator<Trial> {
  if (typeof Object(trials)[Symbol.iterator] === "function") return trials[Symbol.iterator]();
  throw new TypeError(
    `Cannot ask ${kind} for trials: it gave ${brief(trials)}; give a list, empty at the end`,
  );
}

async function judge<X extends Observations, Y extends Observations, Z extends Observations>(
  trials: readonly Trial[],
  { course, ledger, kept, told, whole }: Going<X, Y, Z> & { readonly whole: boolean },
): Promise<void> {
  const { candidates, context, stopped, folds } = course;
  const timeIsUp = () => ledger.any && course.timeIsUp() !== undefined;
  const open = opened(trials, { course, ledger, halted: () => stopped() !== undefined || timeIsUp() });
  if (whole) kept.only(new Set(trials.flatMap(({ from = [] }) => from))); // all of the batch are known
  if (open.length > 0) ledger.begin();
  await runTrials(chainsOf(open, candidates.space), {
    kind: TUNED,
    folds,
    kept,
    told,
    context,
    stopped,
    timeIsUp,
    done: (number, outcome) => ledger.enter(number, outcome),
  });
}

interface Opening<X extends Observations, Y extends Observations, Z extends Observations>
  extends Pick<Going<X, Y, Z>, "course" | "ledger"> {
  halted(): boolean;
}

// Takes trials, and gives the candidates that still have to be judged.
function opened<X extends Observations, Y extends Observations, Z extends Observations>(
  trials: readonly Trial[],
  { course: { candidates, search }, ledger, halted }: Opening<X, Y, Z>,
): readonly Candidate<X, Y, Z>[] {
  const open: Candidate<X, Y, Z>[] = [];
  for (const trial of trials) {
    checkTrial(trial, {
      kind: search.kind,
      space: candidates.space,
      number: ledger.count,
      earlier: (number) => ledger.trial(number),
    });
    const { number, open: isOpen } = ledger.take(trial);
    if (!isOpen || halted()) continue;
    try {
      open.push({ number, trial, model: candidates.modelOf(trial) });
    } catch (error) {
      ledger.begin();
      ledger.enter(number, { perFold: [], failure: said(error), error });
    }
  }
  return open;
}
