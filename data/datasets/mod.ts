/**
 * Well-known data sets for examples and tests. The small ones are inside the module graph: no file is read and nothing
 * is fetched. The larger ones, of images, come from packages, when they are called for. Each file names its source and
 * licence. Not a place for data that anyone should draw conclusions from.
 *
 * @module
 */
export { breastCancer, type BreastCancerColumns } from "./breast_cancer.ts";
export { diabetes, type DiabetesColumns } from "./diabetes.ts";
export { digits, type DigitsColumns } from "./digits.ts";
export { type FashionMnist, fashionMnist, type FashionMnistOptions } from "./fashion_mnist.ts";
export { iris, type IrisColumns } from "./iris.ts";
export { mnist, type MnistOptions } from "./mnist.ts";
export { penguins, type PenguinsColumns } from "./penguins.ts";
export { wine, type WineColumns } from "./wine.ts";
