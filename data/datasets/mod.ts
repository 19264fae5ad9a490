/**
 * Small, well-known data sets for examples and tests, inside the module graph: no file is read and nothing is
 * fetched. Each file names its source and licence. Not a place for data that anyone should draw conclusions from.
 *
 * @module
 */
export { breastCancer, type BreastCancerColumns } from "./breast_cancer.ts";
export { diabetes, type DiabetesColumns } from "./diabetes.ts";
export { digits, type DigitsColumns } from "./digits.ts";
export { iris, type IrisColumns } from "./iris.ts";
export { penguins, type PenguinsColumns } from "./penguins.ts";
export { wine, type WineColumns } from "./wine.ts";
