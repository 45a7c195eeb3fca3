import * as tf from "@tensorflow/tfjs";
import { assertAlmostEquals } from "@std/assert";
import "../../start_backend.ts";
import { tensor } from "../tensors.ts";

Deno.test("tf.fused.matMul adds the bias and applies each activation", () => {
  const activations: Record<tf.fused.Activation, (x: number) => number> = {
    linear: (x) => x,
    relu: (x) => Math.max(x, 0),
    relu6: (x) => Math.min(Math.max(x, 0), 6),
    elu: (x) => x > 0 ? x : Math.expm1(x),
    leakyrelu: (x) => x > 0 ? x : 0.1 * x,
    prelu: (x) => x > 0 ? x : 0.3 * x,
    sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  };
  for (const biasShape of [[9], [1, 9], [1], [5, 1]]) {
    for (const [activation, apply] of Object.entries(activations)) {
      tf.tidy(() => {
        const a = tensor([5, 40], 1).mul(3) as tf.Tensor2D, b = tensor([40, 9], 2) as tf.Tensor2D;
        const bias = tensor(biasShape, 3);
        const expected = tf.add(tf.matMul(a, b), bias).dataSync().map(apply);
        const out = tf.fused.matMul({
          a,
          b,
          bias,
          activation: activation as tf.fused.Activation,
          leakyreluAlpha: 0.1,
          ...(activation === "prelu" && { preluActivationWeights: tf.fill([9], 0.3) }),
        });
        out.dataSync().forEach((value, i) => assertAlmostEquals(value, expected[i], 1e-5));
      });
    }
  }
});
