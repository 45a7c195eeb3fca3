export { createPreprocessor } from "./create_preprocessor.ts";
export { pictureNumbers } from "./picture_numbers.ts";
export { prepareWith } from "./prepare_with.ts";
export type { NumbersOf, Preprocessor, RawExample } from "./raw_example.ts";
export { tableNumbers } from "./table_numbers.ts";
export { textNumbers } from "./text_numbers.ts";
export { type Preparation, prepareExamples } from "./prepare_examples.ts";
export { type RawAutoencoder, withPreprocessor } from "./with_preprocessor.ts";
export { parseRunPreprocessor, type RunPreprocessor } from "./run_preprocessor.ts";
