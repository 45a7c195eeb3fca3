import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import { exampleBatch, type Examples } from "../data/mod.ts";
import { layerOf } from "../layers/mod.ts";
import { type Calibration, encode, type Params, type Plan, sparseLayer } from "../model/mod.ts";
import { labelsOf, toTensors } from "../training/mod.ts";

/**
 * The number of training examples that choose the threshold, and of others that it is measured on.
 */
const EXAMPLES = 2000;

/** Examples that are encoded at once: a dictionary has far more latents than inputs have values. */
const BATCH_SIZE = 250;

/** Each row shows this many times k of its largest entries; more hardly ever reach the threshold. */
const SHOWN = 4;

/**
 * Finds the threshold that keeps as many entries of the codes of training examples as the k largest of
 * each are, for runtimes that cannot count; absent where no fixed number is kept: where codes are dense,
 * or have what reaches a threshold already.
 */
export function calibrate(
  plan: Plan,
  { params, train }: { params: Readonly<Record<string, NdArray>>; train: Examples },
): Calibration | undefined {
  const sparse = sparseLayer(plan);
  if (!sparse) return undefined;
  const { layer: { path }, k, isCounted, size } = sparse;
  if (!isCounted) return undefined;
  const shown = Math.min(size, SHOWN * k);
  const wide = withK(plan, shown);
  const tensors = toTensors(params);
  const count = Math.max(1, Math.min(EXAMPLES, train.count >> 1));
  const rows = (offset: number) => {
    // Every second half of a stride: no example chooses the threshold and judges it.
    const stride = train.count / count;
    const indices = Array.from({ length: count }, (_, i) => Math.floor((i + offset) * stride));
    return largestEntries(wide, train, { indices, params: tensors });
  };
  const seen = rows(0), judged = train.count > 1 ? rows(0.5) : seen;
  tf.dispose(tensors);
  const sorted = seen.flatMap((row) => [...row].filter(isActive)).sort((a, b) => b - a);
  const wanted = seen.reduce((sum, row) => sum + countActive(row.subarray(0, k)), 0);
  // Where all codes are 0 there is nothing to keep, and 0 keeps nothing of a rectified code.
  const threshold = wanted > 0 ? sorted[wanted - 1] : 0;
  let both = 0, either = 0, active = 0;
  for (const row of judged) {
    // Entries come by falling value, so that both forms keep the first of those that are not 0.
    const exact = countActive(row.subarray(0, k));
    const kept = countActive(row.filter((value) => value >= threshold));
    active += kept;
    both += Math.min(kept, exact);
    either += Math.max(kept, exact);
  }
  const agreement = either > 0 ? both / either : 1;
  return { path, threshold, agreement, active: active / judged.length };
}

/** True for an entry that a code has: a rectified one fills up its k with zeros. */
function isActive(value: number): boolean {
  return value !== 0;
}

function countActive(row: Float32Array): number {
  return row.filter(isActive).length;
}

/** The same model with another number of entries kept. */
function withK(plan: Plan, k: number): Plan {
  const encoder = plan.encoder.map((layer, i) => {
    const { spec } = layer;
    if (i < plan.encoder.length - 1) return layer;
    return { ...layer, spec: layerOf(spec).keeping?.(spec, k) ?? spec };
  });
  return { ...plan, encoder };
}

/** The entries that each code keeps, by falling value. */
function largestEntries(
  plan: Plan,
  examples: Examples,
  { indices, params }: { indices: readonly number[]; params: Readonly<Params> },
): Float32Array[] {
  const rows: Float32Array[] = [];
  for (let from = 0; from < indices.length; from += BATCH_SIZE) {
    const chosen = indices.slice(from, from + BATCH_SIZE);
    tf.tidy(() => {
      const { shape, values } = exampleBatch(examples, chosen);
      const labels = labelsOf(plan, examples, chosen);
      const options = { params, labels };
      const { code } = encode(plan, tf.tensor(values, [...shape]), options);
      if (!("indices" in code)) throw new TypeError("Cannot calibrate codes that are dense");
      const [, kept] = code.values.shape, all = code.values.dataSync() as Float32Array;
      chosen.forEach((_, i) => rows.push(all.slice(i * kept, (i + 1) * kept)));
    });
  }
  return rows;
}
