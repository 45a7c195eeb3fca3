import { classifyByBelief } from "../../boltzmann/mod.ts";
import { noBetter } from "../../core/sentences.ts";
import { consecutiveBatches, toCounts } from "../../data/mod.ts";
import { labelUnits, machinesOf } from "../../pretraining/mod.ts";
import { accuracy } from "../statistics/mod.ts";
import type { Measure } from "./measure.ts";

const BATCH = 500;

/** The share of classes that a stack of machines with label units tells, by its free energy with each. */
export const freeEnergyAccuracy: Measure = ({ model: { plan, params }, test }) => {
  const classes = labelUnits(params), { labels, count } = test;
  if (classes === undefined || !labels) return undefined;
  const machines = machinesOf(plan, params), values = new Float32Array(count * classes);
  const isOfWords = machines[0].spec.visible.units === "multinomial";
  for (const { from, shape: [rows], values: batch } of consecutiveBatches(test, BATCH)) {
    if (isOfWords && test.lengths) toCounts(batch, test.lengths.subarray(from, from + rows));
    const x = { shape: [rows, batch.length / rows], values: batch };
    values.set(classifyByBelief(machines, x).values, from * classes);
  }
  const right = accuracy({ probabilities: { shape: [count, classes], values }, labels });
  const counts = Array.from({ length: classes }, (_, i) => labels.filter((l) => l === i).length);
  return {
    sentence: `By the free energy with each of ${classes} label units ${
      (100 * right).toFixed(2)
    } % of the test examples are put into their class${noBetter(right, { counts })}.`,
    values: { accuracy: right, classes },
  };
};
