import { DeviceError } from "../../../core/errors.ts";
import type { Device } from "../device.ts";
import { faultOf } from "./fault_of.ts";
import type { KnownAnswer } from "./known_answer.ts";
import { answers } from "./mod.ts";

/**
 * Holds a kernel, before it is used on a device for the first time, to the answers that are known. Throws a
 * DeviceError that names it if the device gets them wrong.
 */
export function prove(name: string, device: Device, known: readonly KnownAnswer[] = answers): Promise<void> {
  return device.remember(`prove ${name}`, async () => {
    for (const answer of known.filter((answer) => answer.name === name)) {
      const fault = await faultOf(answer, device);
      if (fault === undefined) continue;
      throw new DeviceError(
        `Cannot trust ${device.name}: its kernel ${name} gives ${fault}; update the graphics driver, or use the ` +
          `wasm backend, which needs none`,
      );
    }
  });
}
