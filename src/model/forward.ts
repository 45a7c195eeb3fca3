import type { Tensor } from "@tensorflow/tfjs";
import type { Rng } from "../core/rng.ts";
import { type ApplyContext, layerOf } from "../layers/mod.ts";
import type { Plan, PlannedLayer } from "./plan.ts";

/** The tensors of a model by path. */
export type Params = Record<string, Tensor>;

/** What makes a forward pass one of training. */
export interface TrainingPass {
  /** The stream of example i of the batch at this step. */
  rng(example: number): Rng;
  /** Takes over the new value of a parameter that is measured, not learned. */
  update(path: string, value: Tensor): void;
}

/** What a forward pass runs with. */
export interface ForwardOptions {
  readonly params: Readonly<Params>;
  readonly training?: TrainingPass;
}

/** The codes [B, …codeShape] of inputs [B, …inputShape]. */
export function encode(plan: Plan, x: Tensor, options: ForwardOptions): Tensor {
  return applyLayers(plan.encoder, x, options);
}

/** The reconstructions [B, …inputShape] of codes [B, …codeShape]. */
export function decode(plan: Plan, code: Tensor, options: ForwardOptions): Tensor {
  return applyLayers(plan.decoder, code, options);
}

/** The reconstructions of inputs, both [B, …inputShape]. */
export function reconstruct(plan: Plan, x: Tensor, options: ForwardOptions): Tensor {
  return decode(plan, encode(plan, x, options), options);
}

/** Applies a run of layers in order. The caller disposes of the intermediate tensors (`tf.tidy`). */
export function applyLayers(
  layers: readonly PlannedLayer[],
  x: Tensor,
  options: ForwardOptions,
): Tensor {
  return layers.reduce(
    (value, layer) => layerOf(layer.spec).apply(layer.spec, value, contextOf(layer, options)),
    x,
  );
}

function contextOf(layer: PlannedLayer, { params, training }: ForwardOptions): ApplyContext {
  return {
    params: Object.fromEntries(
      Object.entries(layer.params).map(([name, path]) => [name, params[path]]),
    ),
    training: training && {
      rng: (example) => training.rng(example).fork(layer.path),
      update: (name, value) => training.update(layer.params[name], value),
    },
  };
}
