import {
  activate,
  batchNorm,
  builder,
  chain,
  cnn,
  conv2d,
  convNet,
  dense,
  digits,
  dropout,
  flatten,
  globalMaxPool,
  imageClassifier,
  images,
  layerNorm,
  Machine,
  maxPool2d,
  meanPool2d,
  mnist,
  parallel,
  relu,
  resNet,
  scale,
  toOnnx,
  unpack,
  upsample2d,
  vgg,
} from "../../mod.ts";
import { colours } from "../models/_images.ts";
import { pixelsOf } from "./_given.ts";
import { close, probabilities } from "./_network.ts";
import { run } from "./_run.ts";

const { x, y } = unpack(digits(), "digit");
const rows = Array.from({ length: 200 }, (_, i) => i);
const numerals = { x: images(x, { height: 8, width: 8, max: 16 }).take(rows), y: y.take(rows) };

const everything = builder(({ outputs }) =>
  chain(
    conv2d(4, { padding: "same", bias: false }),
    batchNorm(),
    activate(relu),
    parallel("concat", maxPool2d(2), chain(conv2d(3, { stride: 2, padding: 1 }), layerNorm()), meanPool2d(2)),
    scale(),
    upsample2d(2),
    dropout(0.2),
    parallel("concat", globalMaxPool(), chain(meanPool2d(2), flatten(), dense(5, { activation: relu }))),
    dense(outputs),
  )
);

const builders = {
  "the default": convNet(),
  "LeNet's kind": cnn({ channels: [4, 6] }),
  "a residual network": resNet({ stem: 4, channels: [4, 8], blocks: 2 }),
  "a VGG": vgg({ channels: [4, 8], hidden: [16] }),
  "layers of all kinds": everything,
};

for (const [name, network] of Object.entries(builders)) {
  Deno.test(`digits by a network of images, ${name}: probabilities are those of predict`, async () => {
    using machine = new Machine(imageClassifier({ builder: network, epochs: 2 }), numerals);
    const learned = await machine.fit();
    const { probs, size, levels } = await learned.predict(numerals.x);
    close(await run(await toOnnx(machine), pixelsOf(numerals.x)), {
      data: probs,
      shape: [size, levels.length],
    });
  });
}

Deno.test("MNIST by a convolutional network: probabilities are those of predict", async () => {
  const data = await mnist({ rows: 300 });
  using machine = new Machine(imageClassifier({ epochs: 1 }), data);
  const learned = await machine.fit();
  close(await run(await toOnnx(machine), pixelsOf(data.x)), probabilities(await learned.predict(data.x)));
});

Deno.test("images in colour, wider than high: probabilities are those of predict", async () => {
  const data = colours();
  using machine = new Machine(imageClassifier({ builder: convNet({ channels: [3] }), epochs: 2 }), data);
  const learned = await machine.fit();
  close(await run(await toOnnx(machine), pixelsOf(data.x)), probabilities(await learned.predict(data.x)));
});
