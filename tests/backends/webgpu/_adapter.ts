import { Device } from "../../../backends/webgpu/device.ts";

async function open(): Promise<Device | undefined> {
  try {
    return await Device.open({ power: "high" });
  } catch (error) {
    if (Deno.env.get("CI") === "true") throw error;
    console.log(`Skipped: ${error}`);
    return undefined;
  }
}

/** The device of this machine. Where there is none, tests are skipped and a line says so; with CI=true they fail. */
export const device = await open();

/** Registers a test that needs the device. */
export function test(name: string, check: (device: Device) => Promise<void>): void {
  Deno.test({ name, ignore: device === undefined, fn: () => check(device!) });
}
