import type { Device } from "./device.ts";
import { bytesOf, lanesOf, SHAPES, type TileShape } from "./kernels/tile.ts";
import { secondsOfProduct, type TimedProduct } from "./timed_product.ts";

/** Multiplications from which on it is worth a measurement. */
const WORTH = 2 ** 20;

/** The shape of tiles that is fastest on a device for about these sizes: measured once, when it is first asked for. */
export async function chooseShape(product: TimedProduct, device: Device): Promise<TileShape> {
  const { op, rows, inputs, outputs } = product;
  const widest = Math.max(inputs * outputs, rows * (inputs + outputs));
  if (rows * inputs * outputs < WORTH || 16 * widest > device.most) return SHAPES[0];
  const sizes = { rows: nearPower(rows), inputs: nearPower(inputs), outputs: nearPower(outputs) };
  const { maxComputeWorkgroupStorageSize, maxComputeInvocationsPerWorkgroup } = device.gpu.limits;
  // Deno does not refuse workgroups that are too large
  const shapes = SHAPES.filter((shape) =>
    bytesOf(shape) <= maxComputeWorkgroupStorageSize && lanesOf(shape) <= maxComputeInvocationsPerWorkgroup
  );
  return await device.remember(`shape of ${op} ${Object.values(sizes)}`, async () => {
    const seconds: number[] = [];
    for (const shape of shapes) seconds.push(await secondsOfProduct({ op, ...sizes }, { shape, device }));
    return shapes[seconds.indexOf(Math.min(...seconds))]!; // there is a least
  });
}

/** Sizes beyond which products are measured as if they had this one. */
const LARGE = 1024;

function nearPower(size: number): number {
  return Math.min(LARGE, 2 ** Math.round(Math.log2(size)));
}
