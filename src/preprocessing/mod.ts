export { createPreprocessor, type Preprocessor, type RawExample } from "./create_preprocessor.ts";
export { parseRunPreprocessor, type RunPreprocessor } from "./run_preprocessor.ts";
