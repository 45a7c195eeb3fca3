import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { exampleBatch } from "../data/mod.ts";
import { layerOutputs, type TrainedModel } from "../model/mod.ts";
import type { ReportFeatureMaps, ReportWeights } from "./sections/mod.ts";
import { labelsOf, toArrays, toTensors } from "../training/mod.ts";
import type { SplitData } from "../runs/split_data.ts";
import { weightImages } from "./pictures/weight_images.ts";

/** How many filters, units or atoms a report draws at most. */
const MOST_WEIGHTS = 256;

/** What a layer of a run looks for, as images; the most used first where `order` says so. */
export function reportWeights(
  { plan, params }: TrainedModel,
  { order }: { order?: readonly number[] } = {},
): ReportWeights[] {
  const weights = weightImages(plan, { params });
  if (!weights) return [];
  const { path, what, images, shape } = weights, size = sizeOf(shape);
  const total = images.length / size;
  const chosen = (order ?? [...Array(total).keys()]).slice(0, MOST_WEIGHTS);
  const shown = new Float32Array(chosen.length * size);
  chosen.forEach((index, i) => {
    shown.set(images.subarray(index * size, (index + 1) * size), i * size);
  });
  const which = chosen.length === total
    ? `The ${total} ${what}`
    : `${chosen.length} of ${total.toLocaleString("en")} ${what}` +
      (order ? ", those that fire most" : "");
  return [{ title: path, caption: `${which} of ${path}`, images: shown, shape }];
}

/** What each layer whose output is an image makes of the first test example; needs the backend. */
export function reportFeatureMaps(
  { plan, params }: TrainedModel,
  { test }: SplitData,
): ReportFeatureMaps | undefined {
  const imaged = [...plan.encoder, ...plan.decoder].filter(({ spec, outputShape }) =>
    outputShape.length === 3 && spec.type !== "reshape" && spec.type !== "center"
  );
  const isConvolutional = imaged.some(({ spec }) => spec.type.startsWith("conv2d"));
  if (!isConvolutional) return undefined;
  const { shape, values: input } = exampleBatch(test, [0]);
  const tensors = toTensors(params);
  const outputs = tf.tidy(() => {
    const labels = labelsOf(plan, test, [0]);
    return layerOutputs(plan, tf.tensor(input, [...shape]), {
      params: tensors,
      ...(labels && { labels }),
    });
  });
  const arrays = toArrays(outputs);
  tf.dispose([tensors, outputs]);
  return {
    input,
    inputShape: test.shape,
    layers: imaged.map(({ path, spec, outputShape }) => ({
      path,
      type: spec.type === "activation" ? spec.function : spec.type,
      shape: outputShape,
      values: arrays[path].values,
    })),
  };
}
