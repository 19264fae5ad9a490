/**
 * Optimisers and modifiers of gradients, one a file.
 *
 * @module
 */
export { accumGrad, type AccumGradParams } from "./accum_grad.ts";
export { adaBelief, type AdaBeliefParams } from "./ada_belief.ts";
export { adaDelta, type AdaDeltaParams } from "./ada_delta.ts";
export { adaGrad, type AdaGradParams } from "./ada_grad.ts";
export { adaMax, type AdaMaxParams } from "./ada_max.ts";
export { adam, type AdamParams } from "./adam.ts";
export { adamW, type AdamWParams } from "./adam_w.ts";
export { amsGrad, type AmsGradParams } from "./ams_grad.ts";
export { clipGlobalNorm, type ClipGlobalNormParams } from "./clip_global_norm.ts";
export { clipGrad, type ClipGradParams } from "./clip_grad.ts";
export { clipNorm, type ClipNormParams } from "./clip_norm.ts";
export { descent, type DescentParams } from "./descent.ts";
export { lion, type LionParams } from "./lion.ts";
export { momentum, type MomentumParams } from "./momentum.ts";
export { nAdam, type NAdamParams } from "./n_adam.ts";
export { nesterov, type NesterovParams } from "./nesterov.ts";
export { oAdam, type OAdamParams } from "./o_adam.ts";
export { rAdam, type RAdamParams } from "./r_adam.ts";
export { rmsProp, type RmsPropParams } from "./rms_prop.ts";
export { rprop, type RpropParams } from "./rprop.ts";
export { signDecay, type SignDecayParams } from "./sign_decay.ts";
export { weightDecay, type WeightDecayParams } from "./weight_decay.ts";
export { optimiserChain, type OptimiserChainParams } from "./optimiser_chain.ts";
