import type { Scalar, Tensor } from "@tensorflow/tfjs";
import type { LayerSpec, Value } from "../layers/mod.ts";

/** A term of the loss besides the reconstruction. */
export interface Penalty<Spec> {
  /** Throws a RangeError, one sentence, for a model that the penalty says nothing about. */
  check(spec: Spec, model: PenalizedModel): void;
  /** The penalty of a batch before its coefficient; absent where there is nothing to penalise. */
  apply(spec: Spec, batch: PenalizedBatch): Scalar | undefined;
}

/** The layers of a model. */
export interface PenalizedModel {
  readonly encoder: readonly LayerSpec[];
  readonly decoder: readonly LayerSpec[];
}

/** What a penalty sees of a step. */
export interface PenalizedBatch {
  readonly model: PenalizedModel;
  /** The inputs [B, …]. */
  readonly x: Tensor;
  readonly code: Value;
  /** What layers gave besides their outputs, by full path. */
  readonly given: Readonly<Record<string, Value>>;
  /** The parameters, by full path. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** The reconstructions [B, …]. */
  reconstruction(): Tensor;
}
