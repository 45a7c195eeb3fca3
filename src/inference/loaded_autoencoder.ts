import type { PriorConfig } from "../core/generation_config.ts";
import type { LikelihoodConfig } from "../core/likelihood.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { PreprocessorConfig } from "../core/preprocessor/preprocessor.ts";
import type { Rng } from "../core/rng.ts";
import type { Shape } from "../core/shape.ts";

/** The classes of examples. */
export interface LabelOptions {
  /**
   * The class of each example, [B] whole numbers below `classes`: must be given to a model that depends
   * on them, another leaves them unread.
   */
  readonly labels?: ArrayLike<number>;
}

/** The choices of a draw. */
export type SampleOptions = LabelOptions & {
  /** Example i draws from `rng.fork(i)`. */
  readonly rng: Rng;
};

/** The distribution of codes, each [B, ...codeShape]. */
export type CodeDistribution =
  /** Independent normal values of this mean and log σ². */
  | { readonly type: "gaussian"; readonly mean: NdArray; readonly logVariance: NdArray }
  /** Independent coins, 1 with this probability, else 0. */
  | { readonly type: "bernoulli"; readonly probability: NdArray };

/** The encoder of a model with sparse codes: with `TopK`, or by a threshold for runtimes without it. */
export type EncoderForm = "exact" | "threshold";

/** The abilities of a decoder, with its encoder or without. */
export interface PreparedDecoder {
  /** The description of how raw data becomes the autoencoder's input. */
  readonly preprocessor: PreprocessorConfig;
  /** The shape of one example: `[D]` or `[H, W, K]`. */
  readonly inputShape: Shape;
  /** The shape of one code, `[C]` unless the code keeps spatial axes. */
  readonly codeShape: Shape;
  /** The number of values in a code. */
  readonly codeSize: number;
  /**
   * The number of classes that the model depends on; absent where it does without labels. Of a decoder
   * alone, those that it reads itself: the encoder may depend on classes where the decoder does not.
   */
  readonly classes?: number;
  /** The distribution that codes were made to follow; absent where there is none. */
  readonly prior?: PriorConfig;
  /** The distribution of an example, given a code; absent where the loss was no likelihood. */
  readonly likelihood?: LikelihoodConfig;
  /**
   * The names of what the decoder reads of the encoder besides the code, such as the switches of
   * its pooling: with any of it no code can be decoded alone.
   */
  readonly needs: readonly string[];
  /**
   * Decodes each code: `[B, ...codeShape]` to `[B, ...inputShape]`.
   *
   * Throws a TypeError for a decoder that needs more of the encoder.
   */
  decode(code: NdArray, options?: LabelOptions): Promise<NdArray>;
  /**
   * A draw from p(x | h) for each code h: `[B, ...codeShape]` to `[B, ...inputShape]`, where `decode`
   * gives the mean.
   *
   * Throws a TypeError for a model that was not trained by a likelihood, and as `decode` does.
   */
  sample(code: NdArray, options: SampleOptions): Promise<NdArray>;
  /** Releases the memory that the runtime holds; nothing runs after it. */
  dispose(): Promise<void>;
  /** The same, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The decoder of a trained autoencoder, ready to run. */
export type LoadedDecoder = PreparedDecoder & {
  /**
   * Loads the encoder from the same folder: `exact` unless given. Both share the decoder, and
   * disposing of either disposes of all.
   *
   * Throws an Error of one sentence for a file that cannot be read or run or does not fit; the decoder
   * goes on.
   */
  withEncoder(form?: EncoderForm): Promise<LoadedAutoencoder>;
};

/** A trained autoencoder, ready to run: its decoder, and what its encoder does. */
export type LoadedAutoencoder = PreparedDecoder & {
  /** The distribution of a code, given an example; absent where an example has one code. */
  readonly distribution?: CodeDistribution["type"];
  /** The code of each example, the most likely one: `[B, ...inputShape]` to `[B, ...codeShape]`. */
  encode(input: NdArray, options?: LabelOptions): Promise<NdArray>;
  /**
   * The distribution of the code of each example `[B, ...inputShape]`.
   *
   * Throws a TypeError for a model whose codes are no draws.
   */
  encodeDistribution(input: NdArray, options?: LabelOptions): Promise<CodeDistribution>;
  /** The decoder's answer to the encoder's: `[B, ...inputShape]` to the same shape. */
  reconstruct(input: NdArray, options?: LabelOptions): Promise<NdArray>;
};
