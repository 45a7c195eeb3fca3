import type { Tensor } from "@tensorflow/tfjs";
import type { z } from "zod";
import type { Rng } from "../../core/rng.ts";
import type { Shape } from "../../core/shape.ts";
import type { SparseCode } from "../../kernels/mod.ts";
import type { GraphBuilder, ValueName } from "../../onnx/mod.ts";
import type { ActivationName } from "./activations.ts";

/**
 * A kind of layer: the four folds over its spec, as plain functions.
 *
 * Shapes are those of one example; tensors and graph values have the batch axis in front. `Mirror` is
 * the spec of the layers that it has for a mirror.
 */
export interface Layer<Spec, Mirror> {
  /** The shape of the output; throws a RangeError, one sentence, for an input that does not fit. */
  outputShape(spec: Spec, input: Shape): Shape;
  /** The parameters that the layer reads, by name; absent where it has none. */
  params?(spec: Spec, input: Shape, context: ParamContext): Record<string, ParamSpec>;
  /** What the layer hands on besides its output, by name, such as the switches of a pool. */
  gives?(spec: Spec, input: Shape): Record<string, GivenSpec>;
  /** What the layer reads of what earlier layers give, by name. */
  takes?(spec: Spec, input: Shape): Record<string, LinkSpec>;
  /** The forward pass of a batch. The caller disposes of the intermediate tensors. */
  apply(spec: Spec, x: Tensor, context: ApplyContext): Value;
  /** The same for a sparse code. Layers without it are given the code made dense. */
  applySparse?(spec: Spec, code: SparseCode, context: ApplyContext): Value;
  /**
   * The products of cotangents with the layer's Jacobian at a batch, as tensors that tfjs can
   * differentiate once more: [P·B, …output] gives [P·B, …input].
   *
   * Row p · B + b is the p-th cotangent of example b. So what is linear sees a larger batch and needs
   * one product for all, and what has a factor for each value views its rows as [P, B, …]. Absent
   * where the layer has none.
   */
  pullback?(spec: Spec, cotangents: Tensor, at: PullbackContext): Tensor;
  /** True where training makes of an example what the others of its batch decide; absent, false. */
  tiesExamples?(spec: Spec): boolean;
  /** Adds the layer's inference to an ONNX graph; returns the name of the output. */
  emit(spec: Spec, x: ValueName, context: EmitContext): ValueName;
  /** How `emit` wants images and gives them back; absent, channels last. */
  layout?(spec: Spec): Layout;
  /**
   * The layer of a mirrored decoder that undoes this one. Layers without it keep shapes (an
   * activation, a normalisation) and stand in the mirror as they are; undefined, it has no place there.
   */
  mirror?(spec: Spec, context: MirrorContext): Mirror;
  /** True where the mirror gives back the model's input, flattened, past the layers before this one. */
  readonly mirrorsModel?: boolean;
  /** The penalty that the layer's parameters learn from; absent where the reconstruction is enough. */
  learnsFrom?(spec: Spec): string | undefined;
  /** How many entries of an output [N] are not 0 outside training; absent where all may be. */
  kept?(spec: Spec, input: Shape): number;
  /** True for a layer of weights, whose start depends on the activation that follows. */
  readonly weighted?: boolean;
}

/**
 * A layer with the schema of its spec, for the registry, which holds it against the specs that there
 * are: a mirror that is none of them does not compile there. (`Type` keeps the literal of its type.)
 */
export function defineLayer<
  Schema extends z.ZodObject,
  Type extends string,
  Mirror extends { readonly type: Type } | undefined = undefined,
>(layer: Layer<z.output<Schema>, Mirror> & { readonly schema: Schema }) {
  return layer;
}

/** What flows from layer to layer: a batch [B, …], or its codes where only a few entries count. */
export type Value = Tensor | SparseCode;

/** Where images [B, H, W, K] keep their channels in an ONNX graph; `any` takes and gives either. */
export type Layout = "channels-first" | "channels-last" | "any";

/** Something that a layer gives besides its output. */
export interface GivenSpec {
  /** Of one example. */
  readonly shape: Shape;
  /** How it was made, which a layer that takes it must follow: "windows of 2 × 2, stride 2 × 2". */
  readonly made: string;
  /** The name under which an exported encoder gives it; absent where only training looks at it. */
  readonly output?: string;
}

/** Something that an earlier layer gives besides its output, by its full path. */
export interface LinkSpec extends GivenSpec {
  /** `encoder.2.switches` */
  readonly from: string;
  /** What gives such a thing, for the sentence that says that nothing does: `a "max_pool"`. */
  readonly giver: string;
}

/** A parameter that the layer owns, or one that it borrows from an earlier layer (a tied weight). */
export type ParamSpec = OwnParam | TiedParam;

/** A parameter that starts from an initializer and lives in the layer's own path. */
export interface OwnParam {
  readonly shape: Shape;
  readonly initializer: Initializer | InitialCopy | InitialConstant;
  /** False for what is measured instead of learned: running statistics, the data's mean. */
  readonly trainable: boolean;
  /** The values that each output sums over and that each input goes to; absent, those of [D, U]. */
  readonly fans?: Fans;
  /** What every step restores; absent, the parameter is free. */
  readonly constraint?: Constraint;
}

/** The number of values that an output of a layer is made from, and of those an input goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Starts with the values of an earlier parameter, by its full path, and goes its own way. */
export interface InitialCopy {
  readonly copyOf: string;
}

/** Starts with one value everywhere. */
export interface InitialConstant {
  readonly constant: number;
}

/**
 * `unit-rows`: the rows [N, D] have Euclidean norm 1, and gradients lose what would change that
 * norm.
 */
export type Constraint = "unit-rows";

/** The parameter of another layer, by its full path (`encoder.0.weight`). */
export interface TiedParam {
  readonly shape: Shape;
  readonly tiedTo: string;
}

/** How a parameter starts; `he`, `glorot` and `lecun` by its fans. */
export type Initializer =
  | "he"
  | "glorot"
  | "lecun"
  | "unit-rows"
  | "zeros"
  | "ones"
  | "data-mean"
  | "data-median";

/** What decides a layer's parameters besides its spec and input. */
export interface ParamContext {
  /** The activation that follows the layer: it decides how weights start. */
  readonly activation: ActivationName;
  /** The shape of one example that the model is for. */
  readonly modelInputShape: Shape;
}

/** What a forward pass hands to a layer. */
export interface ApplyContext {
  /** The layer's parameters, ties resolved. */
  readonly params: Readonly<Record<string, Tensor>>;
  /** What the layer takes of what earlier layers gave. */
  readonly taken: Readonly<Record<string, Tensor>>;
  /** Hands something on besides the output. */
  give(name: string, value: Value): void;
  /** The example that is encoded [B, …inputShape of the model]; absent in a decoder. */
  readonly input?: Tensor;
  /** The classes of the examples [B, classes], 1 for the own one; for models that depend on them. */
  readonly labels?: Tensor;
  /**
   * The stream of what is drawn for example i, its damage and its stochastic code: present where the loss
   * is computed, in training and in validation. Absent, nothing is damaged and codes are the most likely
   * ones.
   */
  sample?(example: number): Rng;
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
  };
}

/** The place in a forward pass at which a layer's Jacobian is taken. */
export interface PullbackContext extends Pick<ApplyContext, "params" | "training"> {
  /** What the layer was given, [B, …input]. */
  readonly x: Tensor;
  /** What it made of it, [B, …output]. */
  readonly y: Tensor;
}

/** What an export hands to a layer. */
export interface EmitContext {
  readonly graph: GraphBuilder;
  /** The path of the layer, the prefix of the names of its nodes. */
  readonly path: string;
  /** The shape of one input. */
  readonly inputShape: Shape;
  /** The shape of one output. */
  readonly outputShape: Shape;
  /** What entries of a sparse code must reach, where the graph is to do without counting them. */
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

/** What mirroring hands to a layer. */
export interface MirrorContext {
  /** What the mirror gives back: the shape of one input of the mirrored layer, or of the model. */
  readonly inputShape: Shape;
  readonly path: string;
  /** True when the mirror takes its weights from the mirrored layer. */
  readonly tied: boolean;
}
