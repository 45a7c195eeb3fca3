import * as tf from "@tensorflow/tfjs";
import { silu } from "../../kernels/mod.ts";
import type { GraphBuilder, ValueName } from "../../onnx/mod.ts";
import type { Initializer } from "./param_spec.ts";

/** The names of the elementwise functions, and softmax, that an activation layer applies. */
export const ACTIVATION_NAMES = [
  "linear",
  "relu",
  "leaky_relu",
  "elu",
  "selu",
  "gelu",
  "silu",
  "sigmoid",
  "tanh",
  "softplus",
  "softmax",
] as const;

/** One of the activation functions. */
export type ActivationName = typeof ACTIVATION_NAMES[number];

/** The activations that make each value from one value alone. */
export type ElementwiseName = Exclude<ActivationName, "softmax">;

/** An activation: its function on tensors, its ONNX nodes, and how weights before it start. */
export interface Activation {
  apply(x: tf.Tensor, slope: number): tf.Tensor;
  emit(graph: GraphBuilder, x: ValueName, options: { path: string; slope: number }): ValueName;
  readonly initializer: Initializer;
}

/** An activation with a derivative for each value. */
export interface Elementwise extends Activation {
  /** f′(x) for y = f(x), of operators that tfjs can differentiate once more. */
  derivative(at: { x: tf.Tensor; y: tf.Tensor; slope: number }): tf.Tensor;
}

const SELU = { scale: 1.0507009873554805, alpha: 1.6732632423543772 };

/**
 * Every activation by name.
 *
 * Weights in front of rectifiers start after He et al. ("Delving deep into rectifiers", 2015), in
 * front of selu after LeCun et al. ("Efficient backprop", 1998), else after Glorot and Bengio
 * ("Understanding the difficulty of training deep feedforward neural networks", 2010).
 */
export const activations:
  & { readonly [Name in ElementwiseName]: Elementwise }
  & { readonly softmax: Activation } = {
    linear: {
      apply: (x) => x,
      derivative: ({ x }) => tf.onesLike(x),
      emit: (_graph, x) => x,
      initializer: "glorot",
    },
    relu: {
      apply: (x) => tf.relu(x),
      // A step, whose own derivative is 0.
      derivative: ({ x }) => tf.step(x),
      emit: (graph, x, { path }) => graph.node("Relu", [x], { name: path }),
      initializer: "he",
    },
    /** x for x > 0, slope · x below (Maas et al., 2013). */
    leaky_relu: {
      apply: (x, slope) => tf.leakyRelu(x, slope),
      derivative: ({ x, slope }) => tf.add(tf.mul(tf.step(x), 1 - slope), slope),
      emit: (graph, x, { path, slope }) =>
        graph.node("LeakyRelu", [x], { name: path, attributes: { alpha: slope } }),
      initializer: "he",
    },
    /** x for x > 0, exp(x) − 1 below (Clevert et al., 2016). */
    elu: {
      apply: (x) => tf.elu(x),
      derivative: ({ y }) => tf.add(tf.minimum(y, 0), 1),
      emit: (graph, x, { path }) => graph.node("Elu", [x], { name: path }),
      initializer: "he",
    },
    /** The elu that keeps mean 0 and variance 1 (Klambauer et al., 2017). */
    selu: {
      apply: (x) => tf.selu(x),
      derivative({ x, y }) {
        const { scale, alpha } = SELU, below = tf.add(tf.minimum(y, 0), scale * alpha);
        return tf.add(below, tf.mul(tf.step(x), scale - scale * alpha));
      },
      emit: (graph, x, { path }) => graph.node("Selu", [x], { name: path }),
      initializer: "lecun",
    },
    /** x Φ(x) with the exact Φ, the normal distribution function (Hendrycks and Gimpel, 2016). */
    gelu: {
      apply: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
      derivative({ x }) {
        const distribution = tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5);
        const density = tf.mul(tf.exp(tf.mul(tf.square(x), -0.5)), 1 / Math.sqrt(2 * Math.PI));
        return tf.add(distribution, tf.mul(x, density));
      },
      emit(graph, x, { path }) {
        const scaled = graph.node("Mul", [x, graph.scalar(Math.SQRT1_2)], {
          name: `${path}.scaled`,
        });
        const erf = graph.node("Erf", [scaled], { name: `${path}.erf` });
        const shifted = graph.node("Add", [erf, graph.scalar(1)], { name: `${path}.shifted` });
        const half = graph.node("Mul", [x, graph.scalar(0.5)], { name: `${path}.half` });
        return graph.node("Mul", [half, shifted], { name: path });
      },
      initializer: "he",
    },
    /** x · sigmoid(x) (Elfwing et al., 2017). */
    silu: {
      apply: (x) => silu(x),
      derivative({ x }) {
        const gate = tf.sigmoid(x);
        return tf.mul(gate, tf.add(tf.mul(x, tf.sub(1, gate)), 1));
      },
      emit(graph, x, { path }) {
        const gate = graph.node("Sigmoid", [x], { name: `${path}.gate` });
        return graph.node("Mul", [x, gate], { name: path });
      },
      initializer: "he",
    },
    sigmoid: {
      apply: (x) => tf.sigmoid(x),
      derivative: ({ y }) => tf.mul(y, tf.sub(1, y)),
      emit: (graph, x, { path }) => graph.node("Sigmoid", [x], { name: path }),
      initializer: "glorot",
    },
    tanh: {
      apply: (x) => tf.tanh(x),
      derivative: ({ y }) => tf.sub(1, tf.square(y)),
      emit: (graph, x, { path }) => graph.node("Tanh", [x], { name: path }),
      initializer: "glorot",
    },
    /** log(1 + exp(x)) (Dugas et al., 2001). */
    softplus: {
      apply: (x) => tf.softplus(x),
      derivative: ({ x }) => tf.sigmoid(x),
      emit: (graph, x, { path }) => graph.node("Softplus", [x], { name: path }),
      initializer: "he",
    },
    /** exp(xᵢ) / Σ exp(xⱼ) over the last axis. */
    softmax: {
      apply: (x) => tf.softmax(x),
      emit: (graph, x, { path }) =>
        graph.node("Softmax", [x], { name: path, attributes: { axis: -1 } }),
      initializer: "glorot",
    },
  };
