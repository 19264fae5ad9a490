/**
 * The tfjs backend: plans as closures over TensorFlow.js operations, on any of its engines, and models of tfjs-layers
 * as networks. It is the plugin for compatibility, not for speed; nothing else in attune imports tfjs, and this folder
 * does so only when {@linkcode tfjs} is called.
 *
 * @module
 */
export type { TfjsEngine } from "./engine.ts";
export type { LayersBuilderParams, LayersInput, LayersModel } from "./layers_model.ts";
export { tfjs, type TfjsBackend, type TfjsOptions } from "./tfjs.ts";
