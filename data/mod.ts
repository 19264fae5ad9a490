/**
 * Data as models see them: columns with a scientific type, tables of them, images, and distributions over classes; how
 * to read, describe, convert, part and make them. Everything is immutable and held in memory, column by column. It is
 * no data frame: there are no joins, no groups and no formulas, and it knows nothing of networks.
 *
 * @module
 */
export { autotype, type AutotypeOptions, type AutotypeRule } from "./autotype.ts";
export { blobs, type BlobsOptions } from "./blobs.ts";
export { type Categorical, categorical, type CategoricalOptions, type Label } from "./categorical.ts";
export { categoricalOf, type CategoricalOfOptions } from "./categorical_of.ts";
export { cells } from "./cells.ts";
export { circles, type CirclesOptions } from "./circles.ts";
export { coerce } from "./coerce.ts";
export { type Column, missing } from "./column.ts";
export { decodeImages, type DecodeImagesOptions } from "./decode_images.ts";
export { drawImage, type DrawImageOptions } from "./draw_image.ts";
export { type Finite, finite, type FiniteOptions } from "./finite.ts";
export { fitFinite } from "./fit_finite.ts";
export type { FileSource } from "./_files.ts";
export {
  type Images,
  images,
  type ImagesOptions,
  type LabelledImages,
  type NestedPixels,
  type PixelArray,
  type SizedImagesOptions,
} from "./images.ts";
export { isImages } from "./is_images.ts";
export { labels } from "./labels.ts";
export { logpdf } from "./logpdf.ts";
export { meanFinite } from "./mean_finite.ts";
export { mode } from "./mode.ts";
export { modes } from "./modes.ts";
export { moons, type MoonsOptions } from "./moons.ts";
export { type Numeric, numeric, type NumericOptions } from "./numeric.ts";
export { partition, type PartitionOptions } from "./partition.ts";
export { pdf } from "./pdf.ts";
export { readCsv, type ReadCsvOptions } from "./read_csv.ts";
export { type IdxFiles, readIdx, type ReadIdxOptions } from "./read_idx.ts";
export { readImages, type ReadImagesOptions } from "./read_images.ts";
export { regression, type RegressionData, type RegressionOptions } from "./regression.ts";
export { resizeImages, type ResizeImagesOptions } from "./resize_images.ts";
export { sample } from "./sample.ts";
export { type Schema, schema } from "./schema.ts";
export {
  expectScitype,
  type ExpectScitypeOptions,
  isCategorical,
  isFiniteScitype,
  isInfiniteScitype,
  isNumeric,
} from "./scitypes.ts";
export {
  type Cell,
  type ColumnOf,
  type Columns,
  type ColumnSource,
  type Scitypes,
  type Table,
  table,
  type TableOptions,
  type TableSource,
  type Typed,
} from "./table.ts";
export type { LabelledPoints, Points, SyntheticOptions } from "./_synthetic.ts";
export { type Textual, textual } from "./textual.ts";
export { unpack, type Unpacked, type UnpackOptions } from "./unpack.ts";
export { writeCsv, type WriteCsvOptions } from "./write_csv.ts";
