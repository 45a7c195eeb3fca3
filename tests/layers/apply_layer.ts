import type { Rng } from "../../src/core/rng.ts";
import type { Tensor } from "@tensorflow/tfjs";
import { type ApplyContext, layerOf, type LayerSpec, type Value } from "../../src/layers/mod.ts";
import { toDense } from "../../src/model/mod.ts";

/** The surroundings that a layer is applied in; all of it may be left out. */
export interface LayerInput {
  readonly params?: Readonly<Record<string, Tensor>>;
  /** The examples that are encoded. */
  readonly input?: Tensor;
  readonly taken?: Readonly<Record<string, Tensor>>;
  /** Receives what the layer gives besides its output. */
  readonly given?: Record<string, Value>;
  /** Makes it a pass of training. */
  readonly rng?: (example: number) => Rng;
  readonly progress?: number;
  update?(name: string, value: Tensor): void;
}

/** The output of a layer, made dense. */
export function applyLayer(
  spec: LayerSpec,
  x: Tensor,
  { params = {}, input, taken = {}, given = {}, rng, progress = 1, update = () => {} }: LayerInput =
    {},
): Tensor {
  const context: ApplyContext = {
    params,
    taken,
    ...(input && { input }),
    give: (name, value) => given[name] = value,
    ...(rng && { training: { progress, rng, update }, sample: rng }),
  };
  return toDense(layerOf(spec).apply(spec, x, context));
}
