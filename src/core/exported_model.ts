/** The files of a run folder that running its model needs: what an export writes and a loader reads. */
export const MODEL_FILES = {
  /** The list of the others; the first that a page asks for. */
  manifest: "manifest.json",
  preprocessor: "preprocessor_config.json",
  /** Absent of models exported before it was there, which can do all but draw. */
  generation: "generation_config.json",
  /**
   * The places of the codes of the data; absent as `generation` is, and where the data was not
   * found.
   */
  codeSpace: "code_space.safetensors",
  encoder: "onnx/encoder_model.onnx",
  /** The same with codes of the entries that reach a threshold; of models with sparse codes. */
  thresholdEncoder: "onnx/encoder_threshold_model.onnx",
  decoder: "onnx/decoder_model.onnx",
  /** The classifier on the encoder, and the names of its classes; absent where none was trained. */
  classifier: "onnx/classifier_model.onnx",
  classifierRecord: "classifier.json",
} as const;

/** The page of a map, which the folder of a model may have beside its files. */
export const MAP_PAGE = "map.html";

/** The list of the files of an index that an export for pages has beside those of its model. */
export const PAGE_INDEX = "index/index.json";

/** The files that no model is without. */
export const REQUIRED_FILES: readonly string[] = [MODEL_FILES.preprocessor, MODEL_FILES.decoder];

/** The names of the inputs and outputs of exported graphs. */
export const VALUE_NAMES = {
  input: "input",
  /** The class of each example, of models that depend on it. */
  label: "label",
  code: "code",
  /**
   * The log-variance that a code is drawn by, of models whose codes are normal values; `code` is
   * their mean.
   */
  logVariance: "log_variance",
  /** The same, of models whose codes are coins. */
  probability: "probability",
  reconstruction: "reconstruction",
  /** The probability of each class, of classifiers. */
  probabilities: "probabilities",
} as const;
