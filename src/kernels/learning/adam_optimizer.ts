import * as tf from "@tensorflow/tfjs";
import { copyOf, isAttached, sharesMemory } from "../heap/heap.ts";
import { moveByAdam } from "./adam_step.ts";

/** The argument of an optimizer of tfjs: gradients by the names of variables, or in order. */
type Gradients = Parameters<tf.AdamOptimizer["applyGradients"]>[0];

/** The fields that tfjs's Adam keeps to itself. */
interface AdamState {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly accBeta1: tf.Variable;
  readonly accBeta2: tf.Variable;
  readonly accumulatedFirstMoment: Moment[];
  readonly accumulatedSecondMoment: Moment[];
  incrementIterations(): void;
}

interface Moment {
  readonly originalName: string;
  readonly variable: tf.Variable;
}

/**
 * Lets `tf.train.adam` take its steps in one pass over each variable, where tfjs makes some dozen
 * tensors of it. State, saved weights and arithmetic stay those of tfjs, whose own step is taken on
 * other backends and for variables of other types than float32.
 */
export function registerAdamOptimizer(): void {
  const stock = tf.AdamOptimizer.prototype.applyGradients;
  tf.AdamOptimizer.prototype.applyGradients = function (gradients: Gradients): void {
    const pairs = pairsOf(gradients);
    if (!isAttached() || !pairs.every(isFloat)) return stock.call(this, gradients);
    takeStep(this as unknown as AdamState, pairs);
  };
}

interface Pair {
  readonly name: string;
  readonly value: tf.Variable;
  /** Missing where the loss does not depend on the variable. */
  readonly gradient: tf.Tensor | undefined;
}

function pairsOf(gradients: Gradients): Pair[] {
  const named: [string, tf.Tensor | undefined][] = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor])
    : Object.entries(gradients as tf.NamedTensorMap);
  return named.map(([name, gradient]) => {
    return { name, gradient, value: tf.engine().registeredVariables[name] };
  });
}

function isFloat({ value, gradient }: Pair): boolean {
  return value.dtype === "float32" && (gradient == null || gradient.dtype === "float32");
}

function takeStep(state: AdamState, pairs: readonly Pair[]): void {
  const { learningRate, beta1, beta2, epsilon, accBeta1, accBeta2 } = state;
  const [decayed1] = accBeta1.dataSync(), [decayed2] = accBeta2.dataSync();
  pairs.forEach(({ name, value, gradient }, i) => {
    state.accumulatedFirstMoment[i] ??= zeroMoment(`${name}/m`, value);
    state.accumulatedSecondMoment[i] ??= zeroMoment(`${name}/v`, value);
    if (gradient == null) return;
    const first = state.accumulatedFirstMoment[i].variable;
    const second = state.accumulatedSecondMoment[i].variable;
    for (const variable of [value, first, second]) ownMemory(variable);
    const tensors = { param: value, gradient, firstMoment: first, secondMoment: second };
    moveByAdam(tensors, {
      ...{ gradientScale: 1, beta1, beta2, epsilon, decay: 1 },
      rate: learningRate / (1 - decayed1),
      correction: 1 / Math.sqrt(1 - decayed2),
    });
  });
  tf.tidy(() => {
    accBeta1.assign(tf.mul(accBeta1, beta1));
    accBeta2.assign(tf.mul(accBeta2, beta2));
  });
  state.incrementIterations();
}

function zeroMoment(originalName: string, value: tf.Variable): Moment {
  return { originalName, variable: tf.tidy(() => tf.variable(tf.zerosLike(value), false)) };
}

/** Gives a variable memory of its own: a clone or saved weights must keep what they were. */
function ownMemory(variable: tf.Variable): void {
  if (!sharesMemory(variable)) return;
  tf.tidy(() => variable.assign(tf.engine().makeTensorFromTensorInfo(copyOf(variable))));
}
