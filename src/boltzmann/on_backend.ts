import * as tf from "@tensorflow/tfjs";
import { inScope } from "../kernels/mod.ts";
import { type NdArray, ndArray } from "../core/nd_array.ts";
import { formatShape, sizeOf } from "../core/shape.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { toTensors } from "../training/mod.ts";
import { checkMachineParams } from "./check_machine_snapshot.ts";
import type { Machine } from "./energies.ts";
import {
  type MachineParams,
  type MachineSpec,
  machineSpec,
  type MachineSpecInput,
} from "./spec.ts";
import type { MachineTensors, Side } from "./units.ts";
import { countsSide } from "./words/counts_side.ts";

/**
 * Runs a function on a machine whose parameters are put on the backend for it, and frees what it made.
 *
 * Throws a TypeError for a machine that there is not, a RangeError for parameters of another one.
 */
export function onBackend<T>(
  params: MachineParams,
  machine: MachineSpecInput,
  run: (machine: Machine) => T,
): T {
  const spec = parseWith(machineSpec, machine, "this machine");
  checkMachineParams(params, spec);
  return inScope(() => run({ params: toTensors(params) as unknown as MachineTensors, spec }));
}

/** An array [B, …] as one side of a machine of so many units; throws a RangeError for another size. */
export function sideOf(x: NdArray, units: number): Side {
  const [count, ...shape] = x.shape;
  if (x.shape.length < 2 || sizeOf(shape) !== units) {
    throw new RangeError(
      `Cannot use an array ${
        formatShape(x.shape)
      }: expected rows of ${units} values, one for each unit`,
    );
  }
  const isBinary = x.values.every((value) => value === 0 || value === 1);
  return { values: tf.tensor2d(x.values, [count, units]), isBinary };
}

/**
 * An array [B, …] as the visible side of a machine; throws a RangeError for another size, and for counts of
 * words that are no whole numbers from 0 up.
 */
export function visibleSide(x: NdArray, { units, size }: MachineSpec["visible"]): Side {
  const side = sideOf(x, size);
  if (units !== "multinomial") return side;
  const bad = x.values.find((value) => !(value >= 0 && Number.isInteger(value)));
  if (bad !== undefined) {
    throw new RangeError(`Cannot take ${bad} for a count of words: expected whole numbers from 0`);
  }
  return countsSide(side.values);
}

/** A copy of a tensor outside the backend. */
export function arrayOf(tensor: tf.Tensor): NdArray {
  return ndArray(tensor.shape, Float32Array.from(tensor.dataSync()));
}
