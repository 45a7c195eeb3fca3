/** The kind of code that a layer makes, where it is another than any values. */
export type CodeTraits = DrawnCode | SparseCodeTraits | QuantizedCode | PredictedCode;

/**
 * A draw, where the loss is computed: of normal values, whose layer gives `mean` and `logVariance`, or
 * of coins, whose layer gives their `probability`. Outside, the most likely code.
 */
export interface DrawnCode {
  readonly kind: "drawn";
  readonly distribution: "gaussian" | "bernoulli";
}

/** A code [N] of which few entries are not 0. */
export interface SparseCodeTraits {
  readonly kind: "sparse";
  /** The number that is kept outside training. */
  readonly k: number;
  /** True where each code has k of them; false where it has whatever reaches a threshold, k on average. */
  readonly isCounted: boolean;
  /**
   * The place where training counts for how many examples each entry has been 0, the parameter [N],
   * and from when on it is dead; such a layer gives `auxiliary`, the code of the dead ones.
   */
  readonly idle?: { readonly param: string; readonly deadAfter: number };
}

/** A code of entries of a codebook; its layer gives `input` and `quantized`. */
export interface QuantizedCode {
  readonly kind: "quantized";
  /** The number of entries of the codebook. */
  readonly entries: number;
  /** The number of values of an entry. */
  readonly size: number;
  /** True where the optimizer moves the entries, false where they are averages. */
  readonly learnsByGradient: boolean;
}

/**
 * A code [N] that is inferred while training and predicted outside; its layer gives `prediction` and
 * `inferred`.
 */
export interface PredictedCode {
  readonly kind: "predicted";
  /** The name of the parameter [N, D] that it is inferred for, an atom a row. */
  readonly dictionary: string;
  readonly inference: InferenceOptions;
}

/** The choices of a search for a sparse code. */
export interface InferenceOptions {
  /** λ, what Σ |z| is multiplied by. */
  readonly sparsity: number;
  /** α, what ½ ‖z − F(x)‖² is multiplied by. */
  readonly predictionCoefficient: number;
  readonly iterations: number;
  /** Iterative shrinkage, plain or accelerated. */
  readonly method: "ista" | "fista";
  /** True for codes without negative entries. */
  readonly rectified: boolean;
}
