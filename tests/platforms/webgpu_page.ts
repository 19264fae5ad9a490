import { faultOf } from "../../backends/webgpu/answers/fault_of.ts";
import { answers } from "../../backends/webgpu/answers/mod.ts";
import { Device } from "../../backends/webgpu/device.ts";
import { webgpu } from "../../backends/webgpu/mod.ts";
import { backendOn } from "../../backends/webgpu/backend_on.ts";
import { irisLosses } from "./iris_losses.ts";

// What the browser test bundles: it writes what it found into the page, as JSON.
declare const document: { readonly body: { textContent: string } };

async function find() {
  const device = await Device.open({ power: "high" });
  const faults: string[] = [];
  for (const answer of answers) {
    const fault = await faultOf(answer, device);
    if (fault !== undefined) faults.push(`${answer.name}: ${fault}`);
  }
  using whole = await webgpu();
  using calls = backendOn(device, { forms: { whole: 0, tiles: 1 } });
  return { faults, answers: answers.length, whole: await irisLosses(whole), calls: await irisLosses(calls) };
}

find().then(
  (found) => document.body.textContent = JSON.stringify(found),
  (error) => document.body.textContent = `failed: ${error.stack}`,
);
