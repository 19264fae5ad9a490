import type { Plan } from "../../core/backend.ts";
import type { Layout } from "../lowering/mod.ts";
import type { Device } from "./device.ts";
import type { Population } from "./population.ts";
import type { Crowd, Site } from "./site.ts";
import type { Stream } from "./stream.ts";

/** What works on a model. */
export interface Seated {
  readonly device: Device;
  readonly population: Population;
  readonly stream: Stream;
  readonly model: number;
}

/** A model's place in a population. */
export class Seat implements Disposable {
  /** The device and its populations. */
  readonly site: Site;
  /** All that works on the model. */
  readonly parts: Seated;
  readonly #crowd: Crowd;

  /** Takes one for a plan; all its numbers are 0. */
  constructor(plan: Plan, site: Site) {
    this.site = site;
    this.#crowd = site.crowdOf(plan);
    this.parts = { ...this.#crowd, device: site.device, model: this.#crowd.population.join() };
  }

  /** Where the model's arrays stand. */
  get layout(): Layout {
    return this.population.common.lowered.layout;
  }

  /** The population. */
  get population(): Population {
    return this.#crowd.population;
  }

  /** Copies numbers into the model's flat vectors, from number `at` on. */
  write({ at, numbers }: { readonly at: number; readonly numbers: Float32Array<ArrayBuffer> }): void {
    this.population.write(this.parts.model, { at, numbers });
  }

  /** Copies the flat vectors out. */
  async read(): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(await this.site.device.read([this.population.vectorsOf(this.parts.model)]));
  }

  /** Leaves the population. */
  [Symbol.dispose](): void {
    this.population.leave(this.parts.model);
    this.site.left(this.#crowd);
  }
}
