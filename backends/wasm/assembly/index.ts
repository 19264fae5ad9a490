export { scratchBytes } from "./blocks";
export { gemmNN, gemmNT, gemmTN } from "./gemm";
export { heapBase } from "./heap_base";
export { batchNormBack, batchNormInfer, batchNormTrain } from "./batch_norm";
export { dropout } from "./dropout";
export { layerNorm, layerNormBack } from "./layer_norm";
export { cos4, cos64, exp4, exp64, log4, log64, pow4, pow64, tanh4, tanh64 } from "./maths";
export { addTo, copyColumns, gather, powerSum, scaleBack, scaleForward, scaleRows, total } from "./rows";
export { backLogSoftmax, backSoftmax, logSoftmax, softmax, softmaxCrossEntropy } from "./softmax";
