/**
 * What authors of backends, controls, measures, models, searches and transformers test them with: suites that register a test for each law,
 * and a gradient that works on any backend. It is no test runner, and nothing here is needed to train a model.
 *
 * @module
 */
export { conformBackend, type ConformBackendOptions, type SkippedLaw } from "./conform_backend.ts";
export { conformControl, type ConformControlOptions } from "./conform_control.ts";
export { conformMeasure, type ConformMeasureOptions, type MeasureCase } from "./conform_measure.ts";
export { conformModel, type ConformModelOptions } from "./conform_model.ts";
export { conformSearch, type ConformSearchOptions } from "./conform_search.ts";
export { conformTransformer, type ConformTransformerOptions } from "./conform_transformer.ts";
export { type Gradient, gradient, type GradientOptions } from "./gradient.ts";
export { type Particle, particle } from "./particle.ts";
export { type SquareRooter, squareRooter } from "./square_rooter.ts";
export {
  type ConstantGuess,
  constantGuess,
  type ConstantGuessParams,
  type Descended,
  type Descender,
  descender,
  type DescenderParams,
  type ToyExamples,
} from "./toys.ts";
