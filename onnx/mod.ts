/**
 * Networks as ONNX files, for other languages and browsers to predict by.
 *
 * @module
 */
export { toOnnx } from "./to_onnx.ts";
