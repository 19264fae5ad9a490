// A builder of one's own, for images: a function of their shape that names layers, and neither a backend nor a random
// number.
//
//     deno run examples/own_builder.ts
import {
  accuracy,
  builder,
  chain,
  cnn,
  conv2d,
  dense,
  digits,
  drawImage,
  evaluate,
  flatten,
  holdout,
  imageClassifier,
  images,
  logLoss,
  Machine,
  maxPool2d,
  mlp,
  relu,
  summary,
  unpack,
} from "../mod.ts";
import { equal } from "../core/mod.ts";

// The data: 1,797 handwritten digits, a table with a column for each of 8 × 8 pixels. Made images, they go from 0 to 1.
const { x: table, y } = unpack(digits(), "digit", { scitypes: { digit: "Multiclass" } });
const x = images(table, { height: 8, width: 8, max: 16 });
console.log(`${x}; the first of them:\n${drawImage(x, 0)}\n`);

// The builder of MLJFlux's tutorial: three convolutions, each with a pool that halves the image, and a dense layer for the
// classes. It is told the shape of an image and how many classes there are, so it suits images of any size from 8 × 8 on.
const own = builder(({ outputs }) => {
  const block = (channels: number) => [
    conv2d(channels, { kernel: 3, padding: "same", activation: relu }),
    maxPool2d(2),
  ];
  return chain(...block(16), ...block(32), ...block(32), flatten(), dense(outputs));
});
const shape = { input: [28, 28, 1], outputs: 10 };
const same = equal(own.build(shape), cnn({ filter: 3, channels: [16, 32, 32] }).build(shape));
console.log(
  `It makes ${same ? "the same network as" : "another network than"} cnn(), which comes with attune.\n`,
);

// In a model it is a hyperparameter like any other.
const model = imageClassifier({ builder: own, epochs: 8 });
using machine = new Machine(model, { x, y }, { seed: 1 });
const learned = await machine.fit();
console.log(`${summary(learned.network)}\n`);

// Out of sample, beside the network that imageClassifier() has by default, and one that does not know what is near what.
const evaluations = await evaluate(
  [
    { tag: "own builder", model },
    { tag: "convNet", model: imageClassifier({ epochs: 8 }) },
    { tag: "mlp", model: imageClassifier({ builder: mlp(), epochs: 8 }) },
  ],
  { x, y },
  { resampling: holdout({ shuffled: true }), measures: [logLoss, accuracy], seed: 1 },
);
console.log(`On digits that they have not seen:\n${evaluations}`);
