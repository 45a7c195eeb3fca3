export { gatherBatch } from "./examples/batches.ts";
export { binarize, BINARY_THRESHOLD } from "./examples/binarize.ts";
export { countsOf, toCounts } from "./examples/counts.ts";
export {
  type ColumnEncoding,
  encodedNames,
  type TableColumn,
  tableColumns,
} from "./examples/column_encoding.ts";
export type { DataSet, DenseExamples, Examples } from "./examples/data_set.ts";
export { type SparseRows, sparseRowsBuilder } from "./examples/sparse/sparse_rows.ts";
export { entriesOf } from "./examples/sparse/entries_of.ts";
export { denseExamples, heldValues, isDense, isZero } from "./examples/sparse/dense_examples.ts";
export { documents } from "./drawn/documents.ts";
export { type ExampleBatch, exampleBatch, wholeBatch } from "./examples/example_batch.ts";
export { decodeNpy, encodeNpy } from "../core/npy/npy.ts";
export { type ConsecutiveBatch, consecutiveBatches } from "./examples/consecutive_batches.ts";
export { firstExamples } from "./examples/first_examples.ts";
export { geometricMedian } from "./examples/geometric_median.ts";
export { largestValue } from "./examples/largest_value.ts";
export { meanExample } from "./examples/mean_example.ts";
export { countMissing, type FillKind, fillMissing, fitFill } from "./examples/fill_missing.ts";
export { type ValueGroup, valueGroups } from "./examples/value_groups.ts";
export { fitScaling, scaleExamples } from "./examples/fit_scaling.ts";
export {
  type ClassChoice,
  className,
  isChosen,
  restrictClasses,
} from "./examples/classes/restrict_classes.ts";
export { rowHashes } from "./examples/row_hashes.ts";
export { chooseLabelled } from "./examples/classes/choose_labelled.ts";
export { classRows } from "./examples/classes/class_rows.ts";
export { splitExamples } from "./examples/split_examples.ts";
export { strokes } from "./drawn/strokes.ts";
export { takeColumns } from "./examples/take_columns.ts";
export { takeExamples } from "./examples/take_examples.ts";
export { unitPoints, unitRows } from "./examples/unit_rows.ts";
export { sumsToOne } from "./examples/sums_to_one.ts";
export { gunzipIfNeeded } from "./formats/gunzip.ts";
export { type CifarExamples, readCifar } from "./formats/cifar.ts";
export { concatExamples } from "./examples/concat_examples.ts";
export type {
  ArrayOptions,
  ImageOptions,
  ReadingOptions,
  TableOptions,
} from "./formats/reading_options.ts";
export { type CellEncoder, cellEncoder } from "./formats/table/encode_cell.ts";
export { cellsOf } from "./formats/table/decode_cells.ts";
export { readCsv } from "./formats/csv.ts";
export { readParquet } from "./formats/parquet/parquet.ts";
export { dataSetOfLines, type LinesOptions } from "./formats/texts/data_set_of_lines.ts";
export { type JsonLine, readJsonLines } from "./formats/texts/json_lines.ts";
export { npyExamples } from "./formats/numpy/npy_examples.ts";
export { readNpz } from "./formats/numpy/npz.ts";
export { readIdxImages, readIdxLabels } from "./formats/idx.ts";
export { withLabels } from "./examples/with_labels.ts";
export type { Image, ImageNote } from "./formats/pictures/image.ts";
export { decodeImage, measureImage } from "./formats/pictures/decode_image.ts";
export { chooseWords, type TextOptions } from "./formats/texts/choose_words.ts";
export { type CountedTexts, countWords, wordValues } from "./formats/texts/count_words.ts";
export { type QueryWords, queryWords } from "./formats/texts/query_words.ts";
export { splitWords } from "./formats/texts/split_words.ts";
export { STOP_LANGUAGES, stopWordsOf } from "./formats/texts/stop_words.ts";
export { quoteOf } from "./formats/texts/quote_of.ts";
export { stripMailHeaders } from "./formats/texts/strip_mail_headers.ts";
export { fitImage } from "./formats/pictures/fit_image.ts";
export {
  formatOfBytes,
  isPictureName,
  pictureFormats,
  unreadFormatOf,
} from "./formats/pictures/formats.ts";
export { type ImagePile, pileImages } from "./formats/pictures/pile_images.ts";
export { indexLabels } from "./examples/index_labels.ts";
export { type IndexedParts, indexParts, type PartLabels } from "./examples/index_parts.ts";
export { readClassMapping } from "./formats/class_mapping.ts";
