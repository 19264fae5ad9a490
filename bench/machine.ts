/** What the run took place on. */
export interface MachineFacts {
  readonly cpu: string;
  readonly cores: number;
  readonly deno: string;
  readonly v8: string;
  readonly os: string;
  /** Mean number of running processes over the last minute, at the start: above 0 others were at work. */
  readonly load: number | null;
}

/** Asks the machine. */
export async function machineFacts(): Promise<MachineFacts> {
  const cpu = /model name\s*: (.+)/.exec(await printed("/proc/cpuinfo"))?.[1] ?? "unknown CPU";
  const load = Number.parseFloat(await printed("/proc/loadavg"));
  return {
    cpu,
    cores: navigator.hardwareConcurrency,
    deno: Deno.version.deno,
    v8: Deno.version.v8,
    os: `${Deno.build.os} ${Deno.build.arch}`,
    load: Number.isNaN(load) ? null : load,
  };
}

/** Name of the file for results of this machine's GPU; undefined where it has none that is not a program. */
export async function gpuFile(): Promise<string | undefined> {
  const { webgpu } = await import("../backends/webgpu/mod.ts");
  const backend = await webgpu();
  const { adapter, software } = backend;
  backend[Symbol.dispose]();
  if (!software) return `${adapter.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.json`;
  console.error(`note: ${adapter} is a program on the processor: its figures are not kept`);
}

async function printed(path: string): Promise<string> {
  const { stdout } = await new Deno.Command("cat", { args: [path], stderr: "null" }).output();
  return new TextDecoder().decode(stdout);
}
