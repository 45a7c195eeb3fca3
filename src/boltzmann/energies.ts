import * as tf from "@tensorflow/tfjs";
import { inScope, softplusSums } from "../kernels/mod.ts";
import type { MachineSpec } from "./spec.ts";
import { hiddenInput, type MachineTensors, type Side } from "./units.ts";

/** A machine with its parameters on the backend. */
export interface Machine {
  readonly params: MachineTensors;
  readonly spec: MachineSpec;
}

/**
 * The free energies F(v) [B], by which p(v) = exp(−F(v)) / Z. Throws a RangeError for rectified hidden
 * units, which have none in closed form. `input` is that of the hidden units, where it is known.
 */
export function energiesOf(
  { params, spec }: Machine,
  visible: Side,
  input?: tf.Tensor2D,
): Float64Array<ArrayBuffer> {
  const { units } = spec.hidden;
  if (units === "rectified") {
    throw new RangeError(
      "Cannot compute a free energy with rectified hidden units: it has no closed form",
    );
  }
  const [ofHidden, ofVisible] = inScope(() => {
    const x = input ?? hiddenInput(params, visible);
    return [
      units === "bernoulli" ? softplusSums(x) : halfSquares(x),
      visibleTerms({ params, spec }, visible.values),
    ];
  });
  const constant = units === "gaussian" ? spec.hidden.size * Math.log(2 * Math.PI) / 2 : 0;
  return ofHidden.map((sum, row) => -ofVisible[row] - sum - constant);
}

/** bᵀ v, or −‖v − b‖² / 2 where v is Gaussian [B]. */
function visibleTerms({ params, spec }: Machine, v: tf.Tensor2D): Float64Array<ArrayBuffer> {
  const { visibleBias } = params;
  if (spec.visible.units === "gaussian") {
    return halfSquares(tf.sub(v, visibleBias)).map((half) => -half);
  }
  return Float64Array.from(tf.matMul(v, tf.reshape(visibleBias, [-1, 1])).dataSync());
}

/** ‖x‖² / 2 of each row. */
function halfSquares(x: tf.Tensor2D): Float64Array<ArrayBuffer> {
  return Float64Array.from(tf.sum(tf.square(x), 1).dataSync(), (square) => square / 2);
}
