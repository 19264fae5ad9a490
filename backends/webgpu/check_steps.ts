import { DeviceError } from "../../core/errors.ts";

/** What a device says of a model, and what must be so. */
export interface StepsLeft {
  readonly found: number;
  readonly wanted: number;
  /** Steps in all. */
  readonly of: number;
  /** What the device is called. */
  readonly device: string;
}

/** Throws a DeviceError where steps were lost: devices may end a shader early, and say nothing. */
export function checkSteps({ found, wanted, of, device }: StepsLeft): void {
  if (found === wanted) return;
  throw new DeviceError(
    `Cannot trust ${device}: it says that ${found} of ${of} steps are left, and it should be ${wanted}; use the ` +
      `wasm backend, and please report this`,
  );
}
