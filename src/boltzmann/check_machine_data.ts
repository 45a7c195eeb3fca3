import { formatShape, sizeOf } from "../core/shape.ts";
import { type Examples, gatherBatch, heldValues } from "../data/mod.ts";
import type { MachineOptions } from "./options.ts";
import type { MachineSpec } from "./spec.ts";

/** The part of standardised data's mean and deviation that may be off, so that samples of them pass. */
const LARGEST_MEAN = 0.25, DEVIATIONS = [0.5, 2] as const;

/** Throws a RangeError, one sentence, for examples that the visible units of a machine do not stand for. */
export function checkMachineData(
  examples: Examples,
  { spec, name }: { spec: MachineSpec; name: string },
): void {
  const { count, shape } = examples, values = heldValues(examples), { size, units } = spec.visible;
  if (count === 0) {
    throw new RangeError(`Cannot train on ${name}: there are none, expected at least one`);
  }
  if (sizeOf(shape) !== size) {
    throw new RangeError(
      `Cannot train on ${name}: they have shape ${
        formatShape(shape)
      }, expected ${size} values, one for each visible unit`,
    );
  }
  if (values instanceof Float32Array) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw new RangeError(`Cannot train on ${name}: they hold ${values[bad]}, fill it first`);
    }
  }
  if (units === "gaussian") checkStandardised(examples, name);
  else if (units === "multinomial") checkCounts(examples, name);
  else checkUnitRange(examples, name);
  if (spec.visible.classes !== undefined) checkLabelUnits(examples, { ...spec.visible, name });
}

/** Throws a RangeError for options that do not fit the units of a machine. */
export function checkMachineOptions(
  options: MachineOptions,
  { visible, hidden }: MachineSpec,
): void {
  if (options.binarize && visible.units !== "bernoulli") {
    throw new RangeError(
      `Cannot draw 0 or 1 for ${visible.units} visible units: leave "binarize" out`,
    );
  }
  if (options.sparsity && hidden.units !== "bernoulli") {
    throw new RangeError(
      `Cannot draw ${hidden.units} hidden units to a mean activity: leave "sparsity" out, ` +
        "or take Bernoulli units",
    );
  }
  if (options.persistent && visible.units === "multinomial") {
    throw new RangeError(
      'Cannot keep chains of counts of words: each has the length of one text, leave "persistent" out',
    );
  }
  if (options.chains !== undefined && !options.persistent) {
    throw new RangeError(
      `Cannot keep ${options.chains} chains: set "persistent", without which chains start at data`,
    );
  }
}

/** True where all values are 0 or 1, bytes 0 or 255. */
export function isBinary(examples: Examples): boolean {
  const values = heldValues(examples);
  const one = values instanceof Uint8Array ? 255 : 1;
  return values.every((value) => value === 0 || value === one);
}

function checkUnitRange(examples: Examples, name: string): void {
  const { lengths } = examples, values = heldValues(examples);
  if (values instanceof Uint8Array) return;
  if (lengths && !isBinary(examples)) {
    throw new RangeError(
      `Cannot train Bernoulli visible units on ${name}: they hold shares of the words of texts, ` +
        `expected values of which each is likely or not; take multinomial units`,
    );
  }
  const bad = values.find((value) => value < 0 || value > 1);
  if (bad === undefined) return;
  throw new RangeError(
    `Cannot train Bernoulli visible units on ${name}: they hold ${bad}, expected values from 0 to 1; ` +
      "set data.scale=unit, or take Gaussian units with data.scale=standard",
  );
}

function checkCounts(examples: Examples, name: string): void {
  const { lengths } = examples, values = heldValues(examples);
  const bad = values.find((value) => value < 0 || (!lengths && value !== Math.round(value)));
  if (bad === undefined && values instanceof Float32Array) return;
  throw new RangeError(
    `Cannot train multinomial visible units on ${name}: they ${
      bad === undefined ? "are bytes" : `hold ${bad}`
    }, expected counts of words, as those of texts`,
  );
}

function checkLabelUnits(
  examples: Examples,
  { size, classes, name }: MachineSpec["visible"] & { name: string },
): void {
  for (let row = 0; row < examples.count; row++) {
    const labels = gatherBatch(examples, [row]).subarray(size - classes!);
    const on = labels.filter((value) => value === 1).length;
    if (on === 1 && labels.every((value) => value === 0 || value === 1)) continue;
    throw new RangeError(
      `Cannot train ${classes} label units on ${name}: example ${row} has ${on} that are on, expected one ` +
        "and 0 for the others, as withLabelUnits makes them",
    );
  }
}

function checkStandardised(examples: Examples, name: string): void {
  const width = sizeOf(examples.shape), rows = examples.count;
  const sums = new Float64Array(width), squares = new Float64Array(width);
  for (let row = 0; row < rows; row++) {
    gatherBatch(examples, [row]).forEach((value, i) => {
      sums[i] += value;
      squares[i] += value * value;
    });
  }
  const deviations = squares.map((square, i) =>
    Math.sqrt(Math.max(0, square / rows - (sums[i] / rows) ** 2))
  );
  // What is the same in all examples has no deviation to bring to 1.
  const varying = deviations.filter((deviation) => deviation > 1e-6);
  const mean = average(sums.map((sum) => Math.abs(sum / rows)));
  const deviation = varying.length > 0 ? average(varying) : 1;
  const [least, most] = DEVIATIONS;
  if (mean <= LARGEST_MEAN && deviation >= least && deviation <= most) return;
  throw new RangeError(
    `Cannot train Gaussian visible units on ${name}: their values lie ${
      mean.toPrecision(3)
    } off 0 ` +
      `with a deviation of ${
        deviation.toPrecision(3)
      }, expected about 0 and 1; set data.scale=standard`,
  );
}

function average(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
