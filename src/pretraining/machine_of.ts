import type { MachineParams, MachineSpec } from "../boltzmann/mod.ts";
import type { NdArray } from "../core/nd_array.ts";
import type { Plan } from "../model/mod.ts";
import { stackOf } from "./stack.ts";

/** A Bernoulli machine and its parameters. */
export interface Machine {
  readonly spec: MachineSpec;
  readonly params: MachineParams;
}

/**
 * The machine that an autoencoder of one hidden layer is: sigmoid units on both sides, and a decoder whose
 * weights are the transpose of the encoder's, as a stage of machines leaves them.
 *
 * Throws a RangeError, one sentence, for other models.
 */
export function machineOf(plan: Plan, params: Readonly<Record<string, NdArray>>): Machine {
  const refuse = (why: string): never => {
    throw new RangeError(
      `Cannot take this model for a Boltzmann machine: ${why}; expected one hidden layer of sigmoid units ` +
        `with a decoder that is the transpose of its encoder, as a stage of machines leaves it where ` +
        `training.epochs is 0`,
    );
  };
  const { layers } = stackOf(plan);
  if (layers.length !== 1) return refuse(`it has ${layers.length} hidden layers`);
  const [{ encoder, decoder, inputs, units }] = layers;
  for (const half of [encoder, decoder]) {
    const end = half.findLast(({ traits }) => traits.activation)?.traits.activation ?? "linear";
    if (end !== "sigmoid") refuse(`a half of it ends in the activation "${end}"`);
  }
  const [{ params: forth }] = encoder, [{ params: back }] = decoder;
  const weight = params[forth.weight], undoing = params[back.weight];
  const isTransposed = undoing === weight ||
    weight.values.every((value, i) =>
      undoing.values[(i % units) * inputs + Math.floor(i / units)] === value
    );
  if (!isTransposed) refuse("its decoder is none, after a training of the whole");
  return {
    spec: {
      visible: { units: "bernoulli", size: inputs },
      hidden: { units: "bernoulli", size: units },
    },
    params: {
      weight,
      hiddenBias: params[forth.bias] ?? refuse("its encoder has no biases"),
      visibleBias: params[back.bias] ?? refuse("its decoder has no biases"),
    },
  };
}
