/** Keeps what was made for the keys that were asked for last, and forgets the oldest beyond `most`. */
export class Recent<T> {
  readonly #values = new Map<string, T>();
  readonly #most: number;

  /** Keeps at most so many. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The value of a key, made if it is not kept. */
  get(key: string, make: () => T): T {
    const value = this.#values.get(key) ?? make();
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
