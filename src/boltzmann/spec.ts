import { z } from "zod";
import type { NdArray } from "../core/nd_array.ts";

const size = z.int().positive();

/** The schema of a restricted Boltzmann machine: the kinds and the numbers of its units. */
export const machineSpec = z.strictObject({
  /** The units that stand for the values of an example. */
  visible: z.strictObject({
    /**
     * Values in [0, 1]; standardised ones with a unit variance each; or counts of words, each of which is
     * drawn from one softmax of all units, with hidden biases times the length of the text (replicated
     * softmax: Salakhutdinov and Hinton, "Replicated softmax: an undirected topic model", 2009).
     */
    units: z.enum(["bernoulli", "gaussian", "multinomial"]).default("bernoulli"),
    size,
    /**
     * So many of the last units are a group of which one is on, the class of the example (Hinton, Osindero
     * and Teh, "A fast learning algorithm for deep belief nets", 2006).
     */
    classes: z.int().min(2).exactOptional(),
  }),
  /** The units that are inferred. */
  hidden: z.strictObject({
    /**
     * Bernoulli; rectified, max(0, x + N(0, σ(x))) (Nair and Hinton, "Rectified linear units improve
     * restricted Boltzmann machines", 2010); or linear with unit variance, as the code layer of Hinton
     * and Salakhutdinov, "Reducing the dimensionality of data with neural networks", 2006.
     */
    units: z.enum(["bernoulli", "rectified", "gaussian"]).default("bernoulli"),
    size,
  }),
}).refine(({ visible, hidden }) => visible.units !== "gaussian" || hidden.units !== "gaussian", {
  message: "Gaussian units on both sides can grow without bounds, expected Bernoulli on one",
}).refine(
  ({ visible: { units, size, classes } }) =>
    classes === undefined || (units === "bernoulli" && classes < size),
  {
    message: "label units stand behind Bernoulli visible ones, of which they are a part",
  },
);

/**
 * A restricted Boltzmann machine as plain data: with Bernoulli units the distribution
 * p(v, h) = exp(vᵀ W h + bᵀ v + cᵀ h) / Z of V visible and H hidden units (Smolensky, "Information
 * processing in dynamical systems: foundations of harmony theory", 1986).
 */
export type MachineSpec = z.infer<typeof machineSpec>;

/** The same as it is written, defaults left out. */
export type MachineSpecInput = z.input<typeof machineSpec>;

/** The parameters of a machine: `weight` [V, H], `visibleBias` [V] and `hiddenBias` [H]. */
export type MachineParams = Readonly<Record<string, NdArray>>;
