import type { Tensor } from "@tensorflow/tfjs";
import type { z } from "zod";
import type { Shape } from "../../core/shape.ts";
import type { SparseCode } from "../../kernels/mod.ts";
import type { ValueName } from "../../onnx/mod.ts";
import type {
  ApplyContext,
  EmitContext,
  GivenSpec,
  Layout,
  LinkSpec,
  MirrorContext,
  ParamContext,
  PullbackContext,
  Value,
} from "./contexts.ts";
import type { ParamSpec } from "./param_spec.ts";
import type { Traits } from "./traits.ts";

/**
 * A kind of layer: the folds over its spec, as plain functions.
 *
 * Shapes are those of one example; tensors and graph values have the batch axis in front. `Mirror` is
 * the spec of the layers that it has for a mirror.
 */
export interface Layer<Spec, Mirror> {
  /** The shape of the output; throws a RangeError, one sentence, for an input that does not fit. */
  outputShape(spec: Spec, input: Shape): Shape;
  /** The parameters that the layer reads, by name; absent where it has none. */
  params?(spec: Spec, input: Shape, context: ParamContext): Record<string, ParamSpec>;
  /**
   * The values that the layer may hand on besides its output, by name, such as the switches of a pool.
   */
  gives?(spec: Spec, input: Shape): Record<string, GivenSpec>;
  /** The values that the layer reads of what earlier layers give, by name. */
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
  /** Adds the layer's inference to an ONNX graph; returns the name of the output. */
  emit(spec: Spec, x: ValueName, context: EmitContext): ValueName;
  /** The layout in which `emit` wants images and gives them back; absent, channels last. */
  layout?(spec: Spec): Layout;
  /**
   * The layer of a mirrored decoder that undoes this one. Layers without it keep shapes (an
   * activation, a normalisation) and stand in the mirror as they are; undefined, it has no place there.
   */
  mirror?(spec: Spec, context: MirrorContext): Mirror;
  /** True where the mirror gives back the model's input, flattened, past the layers before this one. */
  readonly mirrorsModel?: boolean;
  /**
   * The same layer with exactly k entries of its code kept, of layers whose `code` is sparse and
   * counted; absent elsewhere.
   */
  keeping?(spec: Spec, k: number): Spec;
  /**
   * The same layer for so many training examples, of layers that have an option which goes by their
   * number unless it is given; absent elsewhere.
   */
  forExamples?(spec: Spec, count: number): Spec;
  /** The facts that the rest of a model goes by; absent where none of them is true of the layer. */
  traits?(spec: Spec, input: Shape): Traits;
}

/**
 * A layer with the schema of its spec, for the registry, which holds it against the specs that there
 * are: a mirror that is none of them does not compile there. (`Type` keeps the literal of its type.)
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { defineLayer } from "isthmus";
 * import { z } from "zod";
 *
 * const scale = defineLayer({
 *   schema: z.strictObject({ type: z.literal("scale"), factor: z.number().positive() }),
 *   outputShape: (_spec, input) => input,
 *   apply: ({ factor }, x) => tf.mul(x, factor),
 *   emit: ({ factor }, x, { graph, path }) =>
 *     graph.node("Mul", [x, graph.scalar(factor)], { name: path }),
 * });
 * assertEquals(scale.outputShape({ type: "scale", factor: 2 }, [3]), [3]);
 * ```
 */
export function defineLayer<
  Schema extends z.ZodObject,
  Type extends string,
  Mirror extends { readonly type: Type } | undefined = undefined,
>(
  layer: Layer<z.output<Schema>, Mirror> & { readonly schema: Schema },
): Layer<z.output<Schema>, Mirror> & { readonly schema: Schema } {
  return layer;
}
