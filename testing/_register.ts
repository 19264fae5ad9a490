import { test } from "node:test";

/**
 * Registers a test: with Deno's own runner where there is one, which watches for what a test leaves behind, else with
 * that of `node:test`.
 */
export function register(name: string, check: () => void | Promise<void>): void {
  if (typeof Deno === "undefined") void test(name, check);
  else Deno.test(name, check);
}
