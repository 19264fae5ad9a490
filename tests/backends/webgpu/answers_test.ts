import assert from "node:assert/strict";
import { faultOf } from "../../../backends/webgpu/answers/fault_of.ts";
import { answers } from "../../../backends/webgpu/answers/mod.ts";
import { prove } from "../../../backends/webgpu/answers/prove.ts";
import { Device } from "../../../backends/webgpu/device.ts";
import { test } from "./_adapter.ts";

answers.forEach((answer, i) =>
  test(`known answer ${i}: kernel ${answer.name}`, async (device) => {
    assert.equal(await faultOf(answer, device), undefined);
  })
);

// Kernels that are called as the steps are that they carry out.
const STEPS = ["maxPool", "maxPoolBack", "sumPool", "spread", "softmax", "logSoftmax", "softmaxBack"];

test("each kernel that a backend dispatches has a known answer", async () => {
  const folder = new URL("../../../backends/webgpu/kernels/", import.meta.url);
  const ofSteps = ["dense", "denseInput", "conv2d", "conv2dInput"];
  const names = new Set([...ofSteps, ...ofSteps.map((op) => `${op}Tiles`), ...STEPS]);
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(name, folder));
    for (const [, kernel] of text.matchAll(/^ +name: "(\w+)",$/gm)) names.add(kernel!);
    for (const [, parts, whole] of text.matchAll(/^ +name: split \? "(\w+)" : "(\w+)",$/gm)) {
      names.add(parts!).add(whole!);
    }
  }
  assert.ok(names.size > 10);
  const known = new Set([...answers.map(({ name }) => name), "advance"]); // which the kernel of whole steps contains
  assert.deepEqual([...names].filter((name) => !known.has(name)), []);
});

test("a kernel that gives wrong numbers is named, and refused each time", async () => {
  const device = await Device.open({ power: "high" });
  const softmax = answers.find(({ name }) => name === "softmax")!;
  const [[tensor, numbers]] = softmax.gives.tensors as [[(typeof softmax.tensors)[0][0], readonly number[]]];
  const wrong = { ...softmax, gives: { tensors: [[tensor, numbers.with(1, 0.7)]] } } as const;
  const message =
    /^Cannot trust .+: its kernel softmax gives 0\.24\d+ instead of 0\.7; update the graphics driver/;
  for (let time = 0; time < 2; time++) {
    await assert.rejects(prove("softmax", device, [wrong]), { name: "DeviceError", message });
  }
  device.gpu.destroy();
});

test("a kernel that the device does not take is named with the reason", async (device) => {
  const text = "@compute @workgroup_size(1) fn main() { let x = nothing; }";
  await assert.rejects(device.pipeline("broken", text), {
    name: "DeviceError",
    message: /^Cannot compile kernel broken on .+nothing/s,
  });
});
