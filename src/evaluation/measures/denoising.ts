import { medianFilter } from "../../baselines/mod.ts";
import { wholeBatch } from "../../data/mod.ts";
import { corruptExamples, inputCorruption } from "../passes/corrupt_examples.ts";
import { reconstructAll } from "../passes/reconstruct_all.ts";
import type { Measure } from "./measure.ts";

/** The windows of the median filters that a denoising autoencoder is compared with, in pixels. */
const WINDOWS = [3, 5];

/**
 * The squared error of what a model that was trained on damaged inputs makes of damaged test examples,
 * against the clean ones, beside that of the damage itself and of the better median filter.
 */
export const denoising: Measure = async ({ model: { plan }, autoencoder, test, seed }) => {
  const noise = inputCorruption(plan);
  if (!noise) return undefined;
  const damaged = corruptExamples(test, { noise, seed });
  const clean = wholeBatch(test).values, noisy = wholeBatch(damaged).values;
  const error = (values: Float32Array) =>
    values.reduce((sum, value, i) => sum + (value - clean[i]) ** 2, 0) / test.count;
  const denoised = error(await reconstructAll(autoencoder, damaged));
  const before = error(noisy);
  const filtered = test.shape.length === 3
    ? Math.min(...WINDOWS.map((size) => error(medianFilter(noisy, { shape: test.shape, size }))))
    : undefined;
  return {
    sentence: `Of test examples damaged by ${noise.type} noise it makes an error of ${
      denoised.toFixed(2)
    } against the clean ones; the damage itself is ${before.toFixed(2)}${
      filtered === undefined ? "" : `, what a median filter leaves ${filtered.toFixed(2)}`
    }.`,
    values: {
      denoised,
      damaged: before,
      ...(filtered !== undefined && { medianFilter: filtered }),
    },
  };
};
