import type { Tensor } from "@tensorflow/tfjs";
import type { Rng } from "../../core/rng.ts";
import type { Shape } from "../../core/shape.ts";
import type { SparseCode } from "../../kernels/mod.ts";
import type { GraphBuilder, ValueName } from "../../onnx/mod.ts";
import type { ActivationName } from "./activations.ts";

/**
 * The value that flows from layer to layer: a batch [B, …], or its codes where only a few entries
 * count.
 */
export type Value = Tensor | SparseCode;

/**
 * The place where images [B, H, W, K] keep their channels in an ONNX graph; `any` takes and gives
 * either.
 */
export type Layout = "channels-first" | "channels-last" | "any";

/** Something that a layer gives besides its output. */
export interface GivenSpec {
  /** Of one example. */
  readonly shape: Shape;
  /**
   * The way it was made, which a layer that takes it must follow: "windows of 2 × 2, stride 2 × 2".
   */
  readonly made: string;
  /** The name under which an exported encoder gives it; absent where only training looks at it. */
  readonly output?: string;
}

/** Something that an earlier layer gives besides its output, by its full path. */
export interface LinkSpec extends GivenSpec {
  /** `encoder.2.switches` */
  readonly from: string;
  /** The giver of such a thing, for the sentence that says that nothing does: `a "max_pool"`. */
  readonly giver: string;
}

/** The surroundings that decide a layer's parameters besides its spec and input. */
export interface ParamContext {
  /** The activation that follows the layer: it decides how weights start. */
  readonly activation: ActivationName;
  /** The shape of one example that the model is for. */
  readonly modelInputShape: Shape;
}

/** The surroundings that a forward pass hands to a layer. */
export interface ApplyContext {
  /** The layer's parameters, ties resolved. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** The values that the layer takes of what earlier layers gave. */
  readonly taken: Readonly<Record<string, Tensor>>;
  /** Hands something on besides the output. */
  give(name: string, value: Value): void;
  /** The example that is encoded [B, …inputShape of the model]; absent in a decoder. */
  readonly input?: Tensor | undefined;
  /** The classes of the examples [B, classes], 1 for the own one; for models that depend on them. */
  readonly labels?: Tensor | undefined;
  /**
   * The stream of what is drawn for example i, its damage and its stochastic code: present where the loss
   * is computed, in training and in validation. Absent, nothing is damaged and codes are the most likely
   * ones.
   */
  readonly sample?: ((example: number) => Rng) | undefined;
  /** Present while training: randomness of each example of the batch, and a place for statistics. */
  readonly training?: {
    /** The share of the training that is done, from 0 to 1. */
    readonly progress: number;
    /** The stream of example i of the batch at this step and this layer. */
    rng(example: number): Rng;
    /**
     * Replaces a parameter that is not trained after the step, or says by how much to move one that
     * is, besides what the optimizer does; takes the tensor over.
     */
    update(param: string, value: Tensor): void;
  } | undefined;
}

/** The place in a forward pass at which a layer's Jacobian is taken. */
export interface PullbackContext extends Pick<ApplyContext, "params" | "training"> {
  /** The input of the layer, [B, …input]. */
  readonly x: Tensor;
  /** The output that it made of it, [B, …output]. */
  readonly y: Tensor;
}

/** The surroundings that an export hands to a layer. */
export interface EmitContext {
  readonly graph: GraphBuilder;
  /** The path of the layer, the prefix of the names of its nodes. */
  readonly path: string;
  /** The shape of one input. */
  readonly inputShape: Shape;
  /** The shape of one output. */
  readonly outputShape: Shape;
  /**
   * The value that entries of a sparse code must reach, where the graph is to do without counting
   * them.
   */
  readonly threshold?: number;
  /** The graph value of one of the layer's parameters, ties resolved, its axes permuted on request. */
  param(name: string, axes?: readonly number[]): ValueName;
  /** The graph value of the examples' classes [B, classes], 1 for the own one. */
  labels(classes: number): ValueName;
  /** The graph value of what the layer takes of what earlier layers gave, in the layer's layout. */
  taken(name: string): ValueName;
  /** Hands a value on besides the output, in the layer's layout. */
  give(name: string, value: ValueName): void;
}

/** The surroundings that mirroring hands to a layer. */
export interface MirrorContext {
  /**
   * The shape that the mirror gives back: that of one input of the mirrored layer, or of the model.
   */
  readonly inputShape: Shape;
  readonly path: string;
  /** True when the mirror takes its weights from the mirrored layer. */
  readonly tied: boolean;
}
