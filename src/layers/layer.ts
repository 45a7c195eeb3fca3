import type { Tensor } from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import type { Shape } from "../core/shape.ts";
import type { GraphBuilder, ValueName } from "../onnx/mod.ts";
import type { ActivationName } from "./activations.ts";
import type { LayerSpec } from "./mod.ts";

/**
 * A kind of layer: the four folds over its spec, as plain functions.
 *
 * Shapes are those of one example; tensors and graph values have the batch axis in front.
 */
export interface Layer<Spec> {
  /** The shape of the output; throws a RangeError, one sentence, for an input that does not fit. */
  outputShape(spec: Spec, input: Shape): Shape;
  /** The parameters that the layer reads, by name; absent where it has none. */
  params?(spec: Spec, input: Shape, context: ParamContext): Record<string, ParamSpec>;
  /** The forward pass of a batch. The caller disposes of the intermediate tensors. */
  apply(spec: Spec, x: Tensor, context: ApplyContext): Tensor;
  /** Adds the layer's inference to an ONNX graph; returns the name of the output. */
  emit(spec: Spec, x: ValueName, context: EmitContext): ValueName;
  /**
   * The layer of a mirrored decoder that undoes this one. Layers without it keep shapes (an
   * activation, a normalisation) and stand in the mirror as they are.
   */
  mirror?(spec: Spec, context: MirrorContext): LayerSpec;
}

/** A parameter that the layer owns, or one that it borrows from an earlier layer (a tied weight). */
export type ParamSpec = OwnParam | TiedParam;

/** A parameter that starts from an initializer and lives in the layer's own path. */
export interface OwnParam {
  readonly shape: Shape;
  readonly initializer: Initializer;
  /** False for what is measured instead of learned: running statistics, the data's mean. */
  readonly trainable: boolean;
}

/** The parameter of another layer, by its full path (`encoder.0.weight`). */
export interface TiedParam {
  readonly shape: Shape;
  readonly tiedTo: string;
}

/** How a parameter starts. `he`, `glorot` and `lecun` read fan-in and fan-out from a shape [D, U]. */
export type Initializer = "he" | "glorot" | "lecun" | "zeros" | "ones" | "data-mean";

/** What decides a layer's parameters besides its spec and input. */
export interface ParamContext {
  /** The activation that follows the layer: it decides how weights start. */
  readonly activation: ActivationName;
}

/** What a forward pass hands to a layer. */
export interface ApplyContext {
  /** The layer's parameters, ties resolved. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** Present while training: randomness of each example of the batch, and a place for statistics. */
  readonly training?: {
    /** The stream of example i of the batch at this step and this layer. */
    rng(example: number): Rng;
    /** Replaces a parameter that is not trained after the step; takes the tensor over. */
    update(param: string, value: Tensor): void;
  };
}

/** What an export hands to a layer. */
export interface EmitContext {
  readonly graph: GraphBuilder;
  /** The path of the layer, the prefix of the names of its nodes. */
  readonly path: string;
  /** The graph value of one of the layer's parameters, ties resolved. */
  param(name: string): ValueName;
}

/** What mirroring hands to a layer. */
export interface MirrorContext {
  /** The shape of one input of the mirrored layer: what its mirror gives back. */
  readonly inputShape: Shape;
  readonly path: string;
  /** True when the mirror takes its weights from the mirrored layer. */
  readonly tied: boolean;
}
