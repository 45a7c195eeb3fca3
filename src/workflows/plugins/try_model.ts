import * as tf from "@tensorflow/tfjs";
import { listWords } from "../../core/sentences.ts";
import { reasonOf } from "../../core/one_line.ts";
import { createRng } from "../../core/rng.ts";
import { formatShape, sameShape } from "../../core/shape.ts";
import { type Examples, gatherBatch } from "../../data/mod.ts";
import { checkParity } from "../../evaluation/parity/check_parity.ts";
import { toOnnx } from "../../export/mod.ts";
import {
  applyLayers,
  encode,
  initParams,
  type Params,
  type Plan,
  toDense,
  type TracedLayer,
} from "../../model/mod.ts";
import type { PluginRecord } from "../../schemas/plugin_records.ts";
import { dataStatistic, gradients, labelsOf, toTensors } from "../../training/mod.ts";

/** Examples of the trial. */
const COUNT = 3;

/**
 * Tries a model that has parts of plug-ins, with fresh weights and the first examples: the shapes that
 * layers give, a step's gradients, and the exported halves beside the trainer. Throws an Error, one
 * sentence that names the plug-ins, for what a training would meet only later.
 */
export async function tryModel(
  plan: Plan,
  { examples, plugins }: {
    readonly examples: Examples;
    readonly plugins: readonly PluginRecord[];
  },
): Promise<void> {
  const measure = (statistic: Parameters<typeof dataStatistic>[1]) =>
    dataStatistic(examples, statistic);
  try {
    const params = initParams(plan, { rng: createRng(0), measure });
    const tensors = toTensors(params);
    try {
      tf.tidy(() => tryPasses(plan, examples, tensors));
    } finally {
      tf.dispose(tensors);
    }
    const { encoder, decoder } = toOnnx(plan, params);
    await checkParity({ plan, params }, { encoder, decoder });
  } catch (cause) {
    const names = listWords(plugins.map(({ name }) => `"${name}"`));
    throw new Error(
      `Cannot train with the plug-in${
        plugins.length > 1 ? "s" : ""
      } ${names}: a trial of the model ` +
        `fails: ${reasonOf(cause)}`,
      { cause },
    );
  }
}

/** A pass outside of training, whose shapes are looked at, and the gradients of one in training. */
function tryPasses(plan: Plan, examples: Examples, params: Params): void {
  const indices = Array.from({ length: Math.min(COUNT, examples.count) }, (_, i) => i);
  const x = tf.tensor(gatherBatch(examples, indices), [indices.length, ...examples.shape]);
  const labels = labelsOf(plan, examples, indices);
  const rng = createRng(1), trace: TracedLayer[] = [];
  // As outside of training, and with what is drawn where the loss is computed, such as damage.
  try {
    for (const more of [{}, { sample: (example: number) => rng.fork(example) }]) {
      const options = { ...more, params, labels, trace };
      const { code, given } = encode(plan, x, options);
      applyLayers(plan.decoder, code, { ...options, given: { ...given } });
    }
  } finally {
    // A layer that gives another shape than it says is what makes the one after it throw.
    checkTrace(trace, indices.length);
  }
  const step = gradients(plan, x, { params, labels, rng, progress: 0.5 });
  for (const [path, { shape }] of Object.entries(step.gradients)) {
    if (sameShape(shape, plan.params[path].shape)) continue;
    throw new RangeError(`the gradient of ${path} has shape ${formatShape(shape)}`);
  }
  tf.dispose(step.statistics);
}

/** Throws a RangeError, one sentence, for the first layer that does not give the shape that it says. */
function checkTrace(trace: readonly TracedLayer[], count: number): void {
  for (const { layer: { path, spec, outputShape }, y } of trace) {
    const { shape } = toDense(y), expected = [count, ...outputShape];
    if (sameShape(shape, expected)) continue;
    throw new RangeError(
      `${path}, "${spec.type}", says that it gives ${
        formatShape(expected)
      } for ${count} examples, ` +
        `and gives ${formatShape(shape)}`,
    );
  }
}
