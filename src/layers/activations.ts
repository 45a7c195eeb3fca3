import * as tf from "@tensorflow/tfjs";
import { silu } from "../kernels/mod.ts";
import type { GraphBuilder, ValueName } from "../onnx/mod.ts";
import type { Initializer } from "./layer.ts";

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

/** An activation: its function on tensors, its ONNX nodes, and how weights before it start. */
export interface Activation {
  apply(x: tf.Tensor, slope: number): tf.Tensor;
  emit(graph: GraphBuilder, x: ValueName, options: { path: string; slope: number }): ValueName;
  readonly initializer: Initializer;
}

/**
 * Every activation by name.
 *
 * Weights in front of rectifiers start after He et al. ("Delving deep into rectifiers", 2015), in
 * front of selu after LeCun et al. ("Efficient backprop", 1998), else after Glorot and Bengio
 * ("Understanding the difficulty of training deep feedforward neural networks", 2010).
 */
export const activations: { readonly [Name in ActivationName]: Activation } = {
  linear: {
    apply: (x) => x,
    emit: (_graph, x) => x,
    initializer: "glorot",
  },
  relu: {
    apply: (x) => tf.relu(x),
    emit: (graph, x, { path }) => graph.node("Relu", [x], { name: path }),
    initializer: "he",
  },
  /** x for x > 0, slope · x below (Maas et al., 2013). */
  leaky_relu: {
    apply: (x, slope) => tf.leakyRelu(x, slope),
    emit: (graph, x, { path, slope }) =>
      graph.node("LeakyRelu", [x], { name: path, attributes: { alpha: slope } }),
    initializer: "he",
  },
  /** x for x > 0, exp(x) − 1 below (Clevert et al., 2016). */
  elu: {
    apply: (x) => tf.elu(x),
    emit: (graph, x, { path }) => graph.node("Elu", [x], { name: path }),
    initializer: "he",
  },
  /** The elu that keeps mean 0 and variance 1 (Klambauer et al., 2017). */
  selu: {
    apply: (x) => tf.selu(x),
    emit: (graph, x, { path }) => graph.node("Selu", [x], { name: path }),
    initializer: "lecun",
  },
  /** x Φ(x) with the exact Φ, the normal distribution function (Hendrycks and Gimpel, 2016). */
  gelu: {
    apply: (x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1)),
    emit(graph, x, { path }) {
      const scaled = graph.node("Mul", [x, graph.scalar(Math.SQRT1_2)], { name: `${path}.scaled` });
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
    emit(graph, x, { path }) {
      const gate = graph.node("Sigmoid", [x], { name: `${path}.gate` });
      return graph.node("Mul", [x, gate], { name: path });
    },
    initializer: "he",
  },
  sigmoid: {
    apply: (x) => tf.sigmoid(x),
    emit: (graph, x, { path }) => graph.node("Sigmoid", [x], { name: path }),
    initializer: "glorot",
  },
  tanh: {
    apply: (x) => tf.tanh(x),
    emit: (graph, x, { path }) => graph.node("Tanh", [x], { name: path }),
    initializer: "glorot",
  },
  /** log(1 + exp(x)) (Dugas et al., 2001). */
  softplus: {
    apply: (x) => tf.softplus(x),
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
