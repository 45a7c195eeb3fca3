import { z } from "zod";
import { activation, activationSpec } from "./elementwise/activation.ts";
import { batchNormalization, batchNormalizationSpec } from "./elementwise/batch_normalization.ts";
import { bernoulliLatent, bernoulliLatentSpec } from "./latent/bernoulli_latent.ts";
import { center, centerSpec } from "./elementwise/center.ts";
import { condition, conditionSpec } from "./linear/condition.ts";
import { conv2d, conv2dSpec } from "./windows/conv2d.ts";
import { conv2dTranspose, conv2dTransposeSpec } from "./windows/conv2d_transpose.ts";
import { corruption, corruptionLayerSpec } from "./elementwise/corruption.ts";
import { dense, denseSpec } from "./linear/dense.ts";
import { denseTopK, denseTopKSpec } from "./sparse/dense_top_k.ts";
import { dictionary, dictionarySpec } from "./sparse/dictionary.ts";
import { dropout, dropoutSpec } from "./elementwise/dropout.ts";
import { flatten, flattenSpec } from "./linear/flatten.ts";
import { gaussianLatent, gaussianLatentSpec } from "./latent/gaussian_latent.ts";
import { globalPool, globalPoolSpec } from "./windows/global_pool.ts";
import type { Layer } from "./contract/layer.ts";
import { maxPool, maxPoolSpec } from "./windows/max_pool.ts";
import { maxUnpool, maxUnpoolSpec } from "./windows/max_unpool.ts";
import { reshape, reshapeSpec } from "./linear/reshape.ts";
import { sparseInference, sparseInferenceSpec } from "./sparse/sparse_inference.ts";
import { topK, topKSpec } from "./sparse/top_k.ts";
import { upSampling, upSamplingSpec } from "./windows/up_sampling.ts";
import { vectorQuantization, vectorQuantizationSpec } from "./latent/vector_quantization.ts";

export type {
  ApplyContext,
  Constraint,
  EmitContext,
  Fans,
  GivenSpec,
  InitialConstant,
  InitialCopy,
  Initializer,
  Layer,
  Layout,
  LinkSpec,
  MirrorContext,
  OwnParam,
  ParamContext,
  ParamSpec,
  PullbackContext,
  TiedParam,
  Value,
} from "./contract/layer.ts";
export { deadAfterOf } from "./sparse/dense_top_k.ts";
export { inferCode, type InferenceInput, type InferenceOptions } from "./sparse/infer_code.ts";
export { inferenceFields, inferenceOf } from "./sparse/sparse_inference.ts";
export {
  type Activation,
  ACTIVATION_NAMES,
  type ActivationName,
  activations,
} from "./contract/activations.ts";

/** The schema of a layer's spec: plain JSON, told apart by `type`. */
export const layerSpec = z.discriminatedUnion("type", [
  activationSpec,
  batchNormalizationSpec,
  bernoulliLatentSpec,
  centerSpec,
  conditionSpec,
  conv2dSpec,
  conv2dTransposeSpec,
  corruptionLayerSpec,
  denseSpec,
  denseTopKSpec,
  dictionarySpec,
  dropoutSpec,
  flattenSpec,
  gaussianLatentSpec,
  globalPoolSpec,
  maxPoolSpec,
  maxUnpoolSpec,
  reshapeSpec,
  sparseInferenceSpec,
  topKSpec,
  upSamplingSpec,
  vectorQuantizationSpec,
]);

/** The description of one layer. */
export type LayerSpec = z.infer<typeof layerSpec>;

/** Every kind of layer by its type; a type without its layer does not compile. */
const layers: { readonly [Type in LayerSpec["type"]]: Layer<Extract<LayerSpec, { type: Type }>> } =
  {
    activation,
    batch_normalization: batchNormalization,
    bernoulli_latent: bernoulliLatent,
    center,
    condition,
    conv2d,
    conv2d_transpose: conv2dTranspose,
    corruption,
    dense,
    dense_top_k: denseTopK,
    dictionary,
    dropout,
    flatten,
    gaussian_latent: gaussianLatent,
    global_pool: globalPool,
    max_pool: maxPool,
    max_unpool: maxUnpool,
    reshape,
    sparse_inference: sparseInference,
    top_k: topK,
    up_sampling: upSampling,
    vector_quantization: vectorQuantization,
  };

/** The layer that a spec describes. */
export function layerOf<Spec extends LayerSpec>(spec: Spec): Layer<Spec> {
  // The table's type says that the layer under a spec's type takes that spec.
  return layers[spec.type] as unknown as Layer<Spec>;
}
