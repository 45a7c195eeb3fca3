import { z } from "zod";
import { activation, activationSpec } from "./activation.ts";
import { batchNormalization, batchNormalizationSpec } from "./batch_normalization.ts";
import { center, centerSpec } from "./center.ts";
import { dense, denseSpec } from "./dense.ts";
import { denseTopK, denseTopKSpec } from "./dense_top_k.ts";
import { dictionary, dictionarySpec } from "./dictionary.ts";
import { dropout, dropoutSpec } from "./dropout.ts";
import { flatten, flattenSpec } from "./flatten.ts";
import type { Layer } from "./layer.ts";
import { reshape, reshapeSpec } from "./reshape.ts";
import { topK, topKSpec } from "./top_k.ts";

export type {
  ApplyContext,
  Constraint,
  EmitContext,
  Fans,
  InitialCopy,
  Initializer,
  Layer,
  Layout,
  LinkSpec,
  MirrorContext,
  OwnParam,
  ParamContext,
  ParamSpec,
  TiedParam,
  Value,
} from "./layer.ts";
export { deadAfterOf } from "./dense_top_k.ts";
export {
  type Activation,
  ACTIVATION_NAMES,
  type ActivationName,
  activations,
} from "./activations.ts";

/** The schema of a layer's spec: plain JSON, told apart by `type`. */
export const layerSpec = z.discriminatedUnion("type", [
  activationSpec,
  batchNormalizationSpec,
  centerSpec,
  denseSpec,
  denseTopKSpec,
  dictionarySpec,
  dropoutSpec,
  flattenSpec,
  reshapeSpec,
  topKSpec,
]);

/** The description of one layer. */
export type LayerSpec = z.infer<typeof layerSpec>;

/** Every kind of layer by its type; a type without its layer does not compile. */
const layers: { readonly [Type in LayerSpec["type"]]: Layer<Extract<LayerSpec, { type: Type }>> } =
  {
    activation,
    batch_normalization: batchNormalization,
    center,
    dense,
    dense_top_k: denseTopK,
    dictionary,
    dropout,
    flatten,
    reshape,
    top_k: topK,
  };

/** The layer that a spec describes. */
export function layerOf<Spec extends LayerSpec>(spec: Spec): Layer<Spec> {
  // The table's type says that the layer under a spec's type takes that spec.
  return layers[spec.type] as unknown as Layer<Spec>;
}
