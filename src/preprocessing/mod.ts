export { createPreprocessor, type Preprocessor, type RawExample } from "./create_preprocessor.ts";
export { type Preparation, prepareExamples } from "./prepare_examples.ts";
export { type RawAutoencoder, withPreprocessor } from "./with_preprocessor.ts";
export { parseRunPreprocessor, type RunPreprocessor } from "./run_preprocessor.ts";
