import * as tf from "@tensorflow/tfjs";
import { z } from "zod";
import { sizeOf } from "../core/shape.ts";
import { activations, type PlannedLayer } from "../layers/mod.ts";
import { checkJacobian } from "./check_jacobian.ts";
import { signCotangents, unitCotangents } from "./cotangents.ts";
import {
  definePenalty,
  type PenalizedBatch,
  type PenalizedModel,
  type Penalty,
  penaltyFields,
} from "./penalty.ts";

/** The options of the penalty. */
export const contractiveFields = {
  ...penaltyFields,
  coefficient: penaltyFields.coefficient.default(0.1),
  /** The way that the norm is found; what is cheapest for the encoder, unless given. */
  method: z.enum(["auto", "exact", "estimate"]).default("auto"),
  /** The number of random directions that an estimate looks along for each example. */
  samples: z.int().positive().default(1),
};

const schema = z.strictObject({ type: z.literal("contractive"), ...contractiveFields });

type Spec = z.infer<typeof schema>;

/**
 * The largest code that `auto` takes the exact norm of. That needs a backward pass for each entry,
 * an estimate one for each sample: for 784-500-250-16 a step takes ten times as long with the exact
 * norm, not twice as long with an estimate. A code of a few entries deserves it, as an estimate averages
 * over few signs there; of a larger one the batch averages the estimate's variance away.
 */
const MOST_EXACT = 4;

/**
 * The contractive penalty, (1 / B) Σ ‖J‖²: the squared entries of J = ∂code / ∂input [C, D], summed
 * for each example and averaged over the batch (Rifai, Vincent, Muller, Glorot and Bengio,
 * "Contractive auto-encoders", ICML 2011).
 *
 * An encoder of one dense layer with sigmoid, tanh, relu or no activation has it in closed form,
 * Σⱼ f′(aⱼ)² Σᵢ Wᵢⱼ², which costs little. Else `exact` pulls every entry of the code back to
 * the input, and `estimate` as many random directions u of ±1 as it takes samples: E‖Jᵀu‖² = ‖J‖²
 * (Hutchinson, "A stochastic estimator of the trace of the influence matrix", 1989), drawn anew for
 * each example at each step. `auto` takes the closed form where there is one, the exact norm for
 * codes of up to 4 entries, else the estimate.
 */
export const contractive = definePenalty({
  schema,
  check: (_spec, { encoder }) => checkJacobian(encoder, { action: "penalise", training: true }),
  traits: () => ({ shrinksJacobian: true }),
  apply(spec, batch) {
    const method = spec.method === "auto" ? cheapest(batch.model) : spec.method;
    return methods[method](spec, batch);
  },
});

type Method = "closed form" | "exact" | "estimate";

function cheapest({ encoder, codeShape }: PenalizedModel): Method {
  if (oneLayer(encoder)) return "closed form";
  return sizeOf(codeShape) <= MOST_EXACT ? "exact" : "estimate";
}

const methods: { readonly [Name in Method]: Penalty<Spec>["apply"] } = {
  "closed form"(_spec, { model, code, params }) {
    const { path, activation } = oneLayer(model.encoder)!, y = code as tf.Tensor;
    const slope = activations[activation].derivative({ x: y, y, slope: 0 });
    const squares = tf.sum(tf.square(params[path]), 0);
    return tf.sum(tf.mul(tf.mean(tf.square(slope), 0), squares));
  },
  exact(_spec, batch) {
    return meanOfSquares(batch, unitCotangents(batch.model.codeShape, batch.x.shape[0]));
  },
  estimate({ samples }, batch) {
    const { model: { codeShape }, x: { shape: [count] }, sample } = batch;
    if (!sample) return undefined;
    const cotangents = signCotangents(codeShape, { batch: count, samples, stream: sample });
    return tf.div(meanOfSquares(batch, cotangents), samples);
  },
};

/** The squared norms of what cotangents [P, B, …] are pulled back to, summed over P, averaged over B. */
function meanOfSquares({ x, pullBack }: PenalizedBatch, cotangents: tf.Tensor): tf.Scalar {
  return tf.div(tf.sum(tf.square(pullBack(cotangents))), x.shape[0]);
}

/** The activations whose output alone tells their derivative. */
const TOLD_BY_OUTPUT = ["linear", "relu", "sigmoid", "tanh"] as const;

/** The one product that is all that an encoder computes, and its activation; absent for others. */
function oneLayer(encoder: readonly PlannedLayer[]) {
  // Values that move, shift or get noise leave the Jacobian as it is.
  const rest = encoder.findIndex(({ traits: { map, noise } }) =>
    map !== "identity" && map !== "shift" && !noise
  );
  const [layer, next, ...more] = encoder.slice(rest);
  const { map, weights } = layer?.traits ?? {};
  if (weights?.axes !== "inputs, outputs" || map === undefined || more.length > 0) return undefined;
  const activation = TOLD_BY_OUTPUT.find((name) =>
    name === (next ? next.traits.activation : "linear")
  );
  return activation && { path: layer.params[weights.param], activation };
}
