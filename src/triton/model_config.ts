/** An element type of Triton, as its configurations write it. */
export type TritonType =
  | "TYPE_BOOL"
  | "TYPE_UINT8"
  | "TYPE_INT8"
  | "TYPE_INT32"
  | "TYPE_INT64"
  | "TYPE_FP16"
  | "TYPE_FP32"
  | "TYPE_FP64";

/** An input or an output of a model: its name and the shape of one example, the batch left out. */
export interface TritonTensor {
  readonly name: string;
  readonly type: TritonType;
  readonly dims: readonly number[];
  /** The file beside the configuration that names the classes which an output is of. */
  readonly labels?: string;
}

/** The part that every model of a repository has. */
export interface TritonModel {
  /** The name, which is also that of its folder. */
  readonly name: string;
  /** The largest number of examples that run at once. */
  readonly maxBatch: number;
  readonly inputs: readonly TritonTensor[];
  readonly outputs: readonly TritonTensor[];
}

/** A step of an ensemble: a model, and the tensors of the ensemble that go in and come out, by its own names. */
export interface TritonStep {
  readonly model: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** A model of one ONNX file, or an ensemble of others. */
export type TritonConfig =
  | TritonModel & { readonly kind: "onnx" }
  | TritonModel & { readonly kind: "ensemble"; readonly steps: readonly TritonStep[] };

/** The microseconds that a request waits at most for others to run with. */
export const QUEUE_DELAY = 500;

/**
 * The sizes that the dynamic batcher prefers, the smallest first: a quarter, a half and all of the
 * largest batch.
 */
export function preferredBatches(maxBatch: number): number[] {
  const sizes = [maxBatch / 4, maxBatch / 2, maxBatch].map(Math.floor);
  return [...new Set(sizes)].filter((size) => size > 0);
}
