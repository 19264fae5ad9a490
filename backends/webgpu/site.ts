import type { Plan } from "../../core/backend.ts";
import { lower } from "../lowering/mod.ts";
import type { Forms } from "./calls.ts";
import type { Device } from "./device.ts";
import { piecesOf } from "./pieces.ts";
import { Population } from "./population.ts";
import { Stream } from "./stream.ts";
import { formOf, tapeOf } from "./tape.ts";

/** A population and the stream that trains it. */
export interface Crowd {
  readonly population: Population;
  readonly stream: Stream;
}

/** A device with its populations, by what the plans of their models have in common. */
export class Site {
  /** The device. */
  readonly device: Device;
  readonly #forms: Forms;
  readonly #crowds = new Map<string, readonly Crowd[]>();

  /** Without populations. */
  constructor(device: Device, forms: Forms) {
    this.device = device;
    this.#forms = forms;
  }

  /** Where a model of a plan has room, made if need be. */
  crowdOf(plan: Plan): Crowd {
    const key = keyOf(plan);
    const known = this.#crowds.get(key) ?? [];
    const found = known.find(({ population }) => population.hasRoom);
    const crowd = found ?? this.#make(plan);
    if (!found) this.#crowds.set(key, [...known, crowd]);
    return crowd;
  }

  /** Told that a model has left a crowd, which goes with the last. */
  left(crowd: Crowd): void {
    if (crowd.population.size > 0) return;
    crowd.population[Symbol.dispose]();
    for (const [key, crowds] of this.#crowds) {
      const others = crowds.filter((other) => other !== crowd);
      if (others.length === 0) this.#crowds.delete(key);
      else this.#crowds.set(key, others);
    }
  }

  #make(plan: Plan): Crowd {
    const [lowered, tape] = [lower(plan), tapeOf(plan)];
    const pieces = piecesOf({ lowered, rules: plan.optimiser, tape, batchSize: plan.batchSize });
    const population = new Population(this.device, { lowered, pieces, tape, forms: this.#forms });
    return { population, stream: new Stream(this.device, population) };
  }
}

// All of a plan that its kernels depend on: not the seed, nor rates of dropout, nor numbers of the optimiser.
function keyOf({ seed: _, optimiser, ...plan }: Plan): string {
  const whole = { ...plan, optimiser: optimiser.map(formOf) };
  return JSON.stringify(whole, (name, value) => {
    if (typeof value !== "number") return value;
    return name === "rate" && value > 0 ? "some" : `${value}`; // numbers as text, because JSON knows no infinity
  });
}
