import * as tf from "@tensorflow/tfjs";
import { denoiseGaussian } from "../kernels/mod.ts";
import type { PlannedParam } from "../model/mod.ts";
import type { CombinatorName } from "./options.ts";

/** The tensors that a combinator works on. */
export interface Combined {
  /** The noisy values of a layer [B, D]. */
  readonly z: tf.Tensor;
  /** The normalised values that the layer above predicts them from [B, D]. */
  readonly u: tf.Tensor;
  /** The parameters of the combinator for the layer, by name. */
  readonly params: Readonly<Record<string, tf.Tensor>>;
}

/** A function that denoises each value of a layer on its own, with parameters of its own for each unit. */
export interface Combinator {
  /** The parameters for a layer of D units, by name. */
  params(size: number): Readonly<Record<string, PlannedParam>>;
  /** The denoised values ẑ [B, D]. */
  apply(tensors: Combined): tf.Tensor;
}

/** The hidden units that "mlp" has for each unit of a layer, and their slope below 0. */
const HIDDEN = 4, SLOPE = 0.1;
/** The deviation that its weights start at: small, so that the first ẑ are near 0, as the Gaussian ones are. */
const DEVIATION = 0.025;

/** Every combinator by name. */
export const combinators: { readonly [Name in CombinatorName]: Combinator } = {
  /**
   * ẑ = (z − μ(u)) v(u) + μ(u), μ(u) = a₁ σ(a₂ u + a₃) + a₄ u + a₅ and v(u) alike of a₆ … a₁₀: what is most
   * likely of a Gaussian value under Gaussian noise (Rasmus et al., "Semi-supervised learning with ladder
   * networks", 2015).
   */
  gaussian: {
    params: (size) => ({
      ...vectors(size, { a1: 0, a2: 1, a3: 0, a4: 0, a5: 0 }),
      ...vectors(size, { a6: 0, a7: 1, a8: 0, a9: 0, a10: 0 }),
    }),
    apply: ({ z, u, params }) =>
      denoiseGaussian({ z, u, a: Array.from({ length: 10 }, (_, i) => params[`a${i + 1}`]) }),
  },
  /**
   * ẑ = b₀ + w₀z z + w₀u u + w₀zu z u + w_σ σ(b₁ + w₁z z + w₁u u + w₁zu z u): that of the first ladder
   * networks, the "vanilla" one of Pezeshki et al., "Deconstructing the ladder network architecture", 2016.
   */
  vanilla: {
    params: (size) => ({
      ...vectors(size, { b0: 0, w0z: 1, w0u: 0, w0zu: 0, wSigma: 1 }),
      ...vectors(size, { b1: 0, w1z: 1, w1u: 0, w1zu: 0 }),
    }),
    apply({ z, u, params: { b0, w0z, w0u, w0zu, wSigma, b1, w1z, w1u, w1zu } }) {
      const zu = tf.mul(z, u);
      const inner = sum(tf.mul(z, w1z), tf.mul(u, w1u), tf.mul(zu, w1zu), b1);
      const outer = sum(tf.mul(z, w0z), tf.mul(u, w0u), tf.mul(zu, w0zu), b0);
      return sum(outer, tf.mul(tf.sigmoid(inner), wSigma));
    },
  },
  /**
   * A perceptron of z, u and z u for each unit, with four leaky rectifiers between: the augmented one of
   * Pezeshki et al., 2016.
   */
  mlp: {
    params(size) {
      const weight: PlannedParam = {
        shape: [HIDDEN, size],
        initializer: "lecun",
        // The deviation of "lecun" is 1 / √fanIn.
        fans: { fanIn: DEVIATION ** -2, fanOut: 1 },
        trainable: true,
      };
      const hidden: PlannedParam = {
        shape: [HIDDEN, size],
        initializer: "zeros",
        trainable: true,
      };
      const inner = { wz: weight, wu: weight, wzu: weight, b: hidden };
      return { ...inner, out: weight, ...vectors(size, { b0: 0 }) };
    },
    apply({ z, u, params: { wz, wu, wzu, b, out, b0 } }) {
      const [rows, size] = z.shape, each = (x: tf.Tensor) => tf.reshape(x, [rows, 1, size]);
      const inner = sum(
        tf.mul(each(z), wz),
        tf.mul(each(u), wu),
        tf.mul(each(tf.mul(z, u)), wzu),
        b,
      );
      return sum(tf.sum(tf.mul(tf.leakyRelu(inner, SLOPE), out), 1), b0);
    },
  },
};

/** Parameters [D] that start with one value each. */
function vectors(
  size: number,
  starts: Readonly<Record<string, number>>,
): Record<string, PlannedParam> {
  return Object.fromEntries(
    Object.entries(starts).map(([name, constant]) => [
      name,
      { shape: [size], initializer: { constant }, trainable: true },
    ]),
  );
}

function sum(first: tf.Tensor, ...others: tf.Tensor[]): tf.Tensor {
  return others.reduce((total, each) => tf.add(total, each), first);
}
