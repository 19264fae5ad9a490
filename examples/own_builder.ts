// A builder of one's own, for images: a function of their shape that names layers, and neither a backend nor a random
// number.
//
//     deno run examples/own_builder.ts
import {
  accuracy,
  builder,
  chain,
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

// The data: 1,797 handwritten digits, a table with a column for each of 8 × 8 pixels. Made images, they go from 0 to 1.
const { x: table, y } = unpack(digits(), "digit", { scitypes: { digit: "Multiclass" } });
const x = images(table, { height: 8, width: 8, max: 16 });
console.log(`${x}; the first of them:\n${drawImage(x, 0)}\n`);

// The builder: two convolutions, each with a pool that halves the image, and a dense layer for the classes. It is told the
// shape of an image and how many classes there are, so it suits images of other sizes, and in colour it is wider.
const own = builder(({ input: [, , channels = 1], outputs }) =>
  chain(
    conv2d(16 * channels, { kernel: 3, padding: "same", activation: relu }),
    maxPool2d(2),
    conv2d(32 * channels, { kernel: 3, padding: "same", activation: relu }),
    maxPool2d(2),
    flatten(),
    dense(outputs),
  )
);

// In a model it is a hyperparameter like any other.
const model = imageClassifier({ builder: own, epochs: 8 });
using machine = new Machine(model, { x, y }, { seed: 1 });
const learned = await machine.fit();
console.log(`${summary(learned.network)}\n`);

// Out of sample, beside the network that imageClassifier() has by default, and one that does not know what is near what.
const evaluations = await evaluate(
  [model, imageClassifier({ epochs: 8 }), imageClassifier({ builder: mlp(), epochs: 8 })],
  { x, y },
  { resampling: holdout({ shuffled: true }), measures: [logLoss, accuracy], seed: 1 },
);
console.log(`Own builder, convNet and mlp on digits that they have not seen:\n${evaluations}`);
