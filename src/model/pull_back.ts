import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../core/shape.ts";
import { layerOf } from "../layers/mod.ts";
import { checkJacobian, unitCotangents } from "../penalties/mod.ts";
import { encode, type ForwardOptions, toDense, type TracedLayer } from "./forward.ts";
import type { Plan } from "./plan.ts";

/**
 * The products Jᵀu of cotangents u with the Jacobian J = ∂code / ∂input of each example, at the pass
 * that a trace is of: [P, B, …codeShape] gives [P, B, …inputShape].
 *
 * It is a chain of operators that tfjs differentiates, so that a function of J can be a term of the
 * loss. What the pass drew at random stays as it was. Throws a RangeError, one sentence, for a layer
 * without a Jacobian for each example. The caller disposes of the intermediate tensors (`tf.tidy`).
 */
export function pullBack(trace: readonly TracedLayer[], cotangents: tf.Tensor): tf.Tensor {
  const training = trace.some(({ context }) => context.training !== undefined);
  checkJacobian(trace.map(({ layer }) => layer), { action: "pull back by", training });
  const [products, batch, ...codeShape] = cotangents.shape;
  const rows = tf.reshape(cotangents, [products * batch, ...codeShape]);
  const pulled = trace.toReversed().reduce<tf.Tensor>(
    (rows, { layer: { spec }, x, y, context: { params, training } }) =>
      layerOf(spec).pullback!(spec, rows, {
        params,
        training,
        // Few layers look at both, and making a sparse code dense takes time.
        get x() {
          return toDense(x);
        },
        get y() {
          return toDense(y);
        },
      }),
    rows,
  );
  return tf.reshape(pulled, [products, batch, ...trace[0].layer.inputShape]);
}

/**
 * The Jacobians ∂code / ∂input [B, C, D] of inputs [B, …inputShape], code and input taken flat.
 *
 * Throws what `pullBack` throws; the caller disposes of the result.
 */
export function encoderJacobian(plan: Plan, x: tf.Tensor, options: ForwardOptions): tf.Tensor3D {
  const [batch] = x.shape, code = sizeOf(plan.codeShape), input = sizeOf(plan.spec.inputShape);
  return tf.tidy(() => {
    const trace: TracedLayer[] = [];
    encode(plan, x, { ...options, trace });
    const rows = pullBack(trace, unitCotangents(plan.codeShape, batch));
    return tf.transpose(tf.reshape(rows, [code, batch, input]), [1, 0, 2]) as tf.Tensor3D;
  });
}
