import type { Forms } from "./calls.ts";
import type { Device } from "./device.ts";
import { Site } from "./site.ts";

/** Where programs go: to one site, and once to another, when its device is lost. */
export class Sites {
  #current: Site;
  #move: { readonly from: Site; readonly to: Promise<Site> } | undefined;
  readonly #forms: Forms;
  readonly #reopen: () => Promise<Device>;

  /** On a device; `reopen` opens another. */
  constructor(device: Device, { forms, reopen }: { forms: Forms; reopen: () => Promise<Device> }) {
    this.#current = new Site(device, forms);
    this.#forms = forms;
    this.#reopen = reopen;
  }

  /** Where programs are made now. */
  get current(): Site {
    return this.#current;
  }

  /** Where programs go whose site was lost. Throws what its device says if that was the second. */
  async after(lost: Site): Promise<Site> {
    if (lost !== this.#current) return this.#current;
    this.#move ??= { from: lost, to: this.#reopened() };
    if (this.#move.from !== lost) lost.device.check(); // throws, because it is lost
    return await this.#move.to;
  }

  async #reopened(): Promise<Site> {
    return this.#current = new Site(await this.#reopen(), this.#forms);
  }
}
