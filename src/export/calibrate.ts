import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import { exampleBatch, type Examples } from "../data/mod.ts";
import { type Calibration, encode, type Params, type Plan, sparseLayer } from "../model/mod.ts";
import { labelsOf, toTensors } from "../training/mod.ts";

/**
 * The number of training examples that choose the threshold, and of others that it is measured on.
 */
const EXAMPLES = 2000;

/** Each row shows this many times k of its largest entries; more hardly ever reach the threshold. */
const SHOWN = 4;

/**
 * Finds the threshold that keeps as many entries of the codes of training examples as k of each would
 * be, for runtimes that cannot count; absent for models whose codes are not sparse.
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
  const sorted = seen.flatMap((row) => [...row]).sort((a, b) => b - a);
  const threshold = sorted[Math.min(sorted.length, count * k) - 1];
  let both = 0, either = 0, active = 0;
  for (const row of judged) {
    // Entries come by falling value, so that both forms keep the first of them.
    const reached = row.findIndex((value) => value < threshold);
    const kept = reached < 0 ? row.length : reached;
    active += kept;
    both += Math.min(kept, k);
    either += Math.max(kept, k);
  }
  return { path, threshold, agreement: both / either, active: active / judged.length };
}

/** The same model with another number of entries kept. */
function withK(plan: Plan, k: number): Plan {
  const encoder = plan.encoder.map((layer, i) => {
    const { spec } = layer;
    const isLast = i === plan.encoder.length - 1;
    // Whatever counts the entries of a code does so by a k.
    return isLast && "k" in spec ? { ...layer, spec: { ...spec, k, startK: k, alpha: 1 } } : layer;
  });
  return { ...plan, encoder };
}

/** The entries that each code keeps, by falling value. */
function largestEntries(
  plan: Plan,
  examples: Examples,
  { indices, params }: { indices: readonly number[]; params: Readonly<Params> },
): Float32Array[] {
  return tf.tidy(() => {
    const { shape, values } = exampleBatch(examples, indices);
    const labels = labelsOf(plan, examples, indices);
    const options = { params, ...(labels && { labels }) };
    const { code } = encode(plan, tf.tensor(values, [...shape]), options);
    if (!("indices" in code)) throw new TypeError("Cannot calibrate codes that are dense");
    const [, kept] = code.values.shape, all = code.values.dataSync() as Float32Array;
    return indices.map((_, i) => all.slice(i * kept, (i + 1) * kept));
  });
}
