/** A place that keeps files by name: a folder, or whatever else there is. */
export interface Store {
  /** Writes a file, all of it or nothing: whoever reads finds what was there before, or what is there now. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of a file. Throws where there is none of this name. */
  read(name: string): Promise<Uint8Array>;
  /** The names of all files. */
  list(): Promise<readonly string[]>;
  /** Removes a file, if there is one of this name. */
  remove(name: string): Promise<void>;
}
