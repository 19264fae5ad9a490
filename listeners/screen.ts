/** Where something is shown while it changes. */
export interface Screen {
  /** Whether what was written can be written over. */
  readonly terminal: boolean;
  /** Writes text as it is. */
  write(text: string): void;
}

interface Stream {
  isTerminal?(): boolean;
  writeSync?(bytes: Uint8Array): number;
  readonly isTTY?: boolean;
  write?(text: string): unknown;
}

interface Runtime {
  readonly Deno?: { readonly stderr?: Stream };
  readonly process?: { readonly stderr?: Stream };
}

/** The standard error stream: Deno's, or Node's; in a browser what is written goes to the console. */
export function standardError(): Screen {
  const { Deno, process } = globalThis as unknown as Runtime; // what a runtime offers beyond the web's globals
  const deno = Deno?.stderr;
  if (deno?.writeSync) {
    return {
      terminal: deno.isTerminal?.() ?? false,
      write(text) {
        const bytes = new TextEncoder().encode(text);
        for (let at = 0; at < bytes.length;) at += deno.writeSync?.(bytes.subarray(at)) ?? bytes.length;
      },
    };
  }
  const node = process?.stderr;
  if (node?.write) return { terminal: node.isTTY ?? false, write: (text) => void node.write?.(text) };
  return { terminal: false, write: (text) => console.info(text.trimEnd()) };
}
