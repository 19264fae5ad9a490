import type { Layer } from "../core/layer.ts";
import {
  activate,
  batchNorm,
  chain,
  conv2d,
  dense,
  dropout,
  flatten,
  globalMaxPool,
  globalMeanPool,
  maxPool2d,
  meanPool2d,
  parallel,
  pass,
  relu,
  scale,
  tanh,
  upsample2d,
} from "../nn/mod.ts";
import type { NamedNetwork } from "./_networks.ts";

const cases: Readonly<Record<string, Layer>> = {
  "conv2d": conv2d(3),
  "conv2d, same": conv2d(3, { padding: "same", activation: relu }),
  "conv2d, an even kernel, same": conv2d(2, { kernel: [2, 4], padding: "same" }),
  "conv2d, more padding than kernel": conv2d(2, { kernel: [1, 2], padding: [2, 3] }),
  "conv2d, stride": conv2d(3, { stride: 2, activation: tanh }),
  "conv2d, stride and same": conv2d(3, { kernel: [3, 2], stride: [2, 3], padding: "same" }),
  "conv2d, stride beyond kernel": conv2d(2, { kernel: 1, stride: [2, 3] }),
  "conv2d, dilation": conv2d(3, { kernel: [2, 3], dilation: [3, 2] }),
  "conv2d, dilation, stride and padding": conv2d(3, { kernel: 2, dilation: 2, stride: 2, padding: 1 }),
  "conv2d, kernel of one point": chain(
    conv2d(3, { kernel: 1, activation: relu }),
    conv2d(2, { kernel: 1 }),
  ),
  "conv2d without bias": conv2d(3, { bias: false }),
  "conv2d, groups": chain(conv2d(4, { groups: 2 }), conv2d(6, { kernel: 2, groups: 2, activation: relu })),
  "conv2d, depthwise": conv2d(2, { groups: 2, padding: "same" }),
  "conv2d, depthwise behind a rectifier": chain(
    conv2d(6, { kernel: 1, activation: relu }),
    conv2d(6, { groups: 6, stride: [1, 2], padding: [1, 2], activation: relu }),
  ),
  "conv2d, depthwise to more channels": conv2d(6, { groups: 2, stride: 2, activation: relu }),
  "conv2d, ten channels": chain(
    conv2d(10, { kernel: 2, activation: relu }),
    conv2d(9, { padding: "same" }),
  ),
  "conv2d in a row": chain(
    conv2d(4, { padding: "same", activation: relu }),
    maxPool2d(2),
    conv2d(5, { padding: "same", activation: relu }),
    maxPool2d(2, { padding: "same" }),
    flatten(),
    dense(3),
  ),
  "maxPool2d": chain(conv2d(3), maxPool2d([2, 3])),
  "maxPool2d, overlapping": chain(conv2d(3, { padding: "same" }), maxPool2d(3, { stride: 2, padding: 1 })),
  "maxPool2d, four channels": chain(conv2d(4, { padding: "same" }), maxPool2d(2)),
  "maxPool2d, gaps between windows": chain(conv2d(4), maxPool2d(1, { stride: 2 })),
  "maxPool2d of images": chain(maxPool2d(2, { padding: "same" }), flatten(), dense(2)),
  "meanPool2d": chain(conv2d(3), meanPool2d(2, { padding: "same" })),
  "meanPool2d, overlapping": chain(scale(), meanPool2d([2, 3], { stride: [1, 2], padding: 1 })),
  "meanPool2d of images": chain(meanPool2d(2), conv2d(2, { kernel: 2 })),
  "globalMaxPool": chain(conv2d(5, { activation: relu }), globalMaxPool(), dense(2)),
  "globalMeanPool": chain(conv2d(5, { activation: relu }), globalMeanPool(), dense(2)),
  "upsample2d": chain(conv2d(2, { kernel: [4, 6] }), upsample2d([2, 3]), conv2d(3)),
  "upsample2d of images": chain(upsample2d(2), meanPool2d(3)),
  "flatten": chain(flatten(), dense(3)),
  "batchNorm of images": chain(conv2d(4, { bias: false }), batchNorm(), activate(relu), conv2d(2)),
  "dropout of images": chain(conv2d(3), dropout(0.4), flatten(), dense(2)),
  "residual": chain(
    parallel("add", chain(conv2d(2, { padding: "same", activation: relu }), batchNorm()), pass()),
    activate(relu),
    globalMeanPool(),
  ),
  "branches of images": parallel(
    "concat",
    conv2d(2, { padding: "same" }),
    maxPool2d(3, { stride: 1, padding: 1 }),
  ),
};

/** Layers of images: every option, sizes that differ along both axes and that windows do not divide. */
export const imageNetworks: readonly NamedNetwork[] = [
  ...Object.entries(cases).map(([name, network]) => ({ name, network, input: [5, 7, 2] })),
  { name: "conv2d of one point", network: conv2d(2, { padding: "same" }), input: [1, 1, 1] },
  { name: "conv2d as large as the image", network: conv2d(3, { kernel: [4, 3] }), input: [4, 3, 3] },
];
