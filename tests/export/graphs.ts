import { assertAlmostEquals, assertEquals } from "@std/assert";
import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../../src/core/nd_array.ts";
import { classRows } from "../../src/data/mod.ts";
import { decode, encode, type Plan, toDense } from "../../src/model/mod.ts";
import { toArrays, toTensors } from "../../src/training/mod.ts";
import type { OrtRuntime } from "../../src/inference/mod.ts";
import { lite } from "../lite/lite.ts";
import { runtimes } from "../onnx/runtimes.ts";

/** Arrays by the names of the values of a graph. */
export type Arrays = Readonly<Record<string, NdArray>>;

/** The engines that every graph must run in. */
const engines = { ...runtimes, "the lite engine": lite } as const satisfies Readonly<
  Record<string, OrtRuntime>
>;

/** The name of something that runs graphs. */
export type RuntimeName = keyof typeof engines;

/** The names of all that every graph must run in. */
export const runtimeNames = Object.keys(engines) as RuntimeName[];

/** The values that the trainer makes of a batch, without what only training does. */
export interface Trained {
  readonly code: NdArray;
  readonly reconstruction: NdArray;
  /** The code and what else the encoder's graph gives, by the names of its outputs. */
  readonly encoding: Arrays;
  /**
   * The inputs of the encoder's graph, and that of both halves; labels where the model depends on
   * them.
   */
  readonly inputs: Arrays;
  /** The inputs of the decoder's graph. */
  readonly codes: Arrays;
}

/** Runs the trainer on a batch. */
export function runTrainer(plan: Plan, params: Arrays, x: NdArray): Trained {
  const tensors = toTensors(params);
  const [count] = x.shape;
  const label: Arrays = plan.classes === undefined ? {} : {
    label: {
      shape: [count, plan.classes],
      values: classRows(
        { labels: Int32Array.from({ length: count }, (_, i) => i % plan.classes!) },
        {
          indices: [...Array(count).keys()],
          classes: plan.classes,
        },
      ),
    },
  };
  const { label: labels } = toTensors(label);
  const options = { params: tensors, labels };
  const made = tf.tidy(() => {
    const encoding = encode(plan, tf.tensor(x.values, [...x.shape]), options);
    const links = Object.keys(plan.links).map((path) => [path, toDense(encoding.given[path])]);
    const outputs = Object.entries(plan.outputs).map((
      [name, { path }],
    ) => [name, toDense(encoding.given[path])]);
    const reconstruction = decode(plan, encoding, options);
    return {
      reconstruction,
      code: toDense(encoding.code),
      ...Object.fromEntries([...links, ...outputs]),
    };
  });
  const { reconstruction, ...encoding } = toArrays(made);
  tf.dispose([tensors, labels ?? [], made]);
  const taken = Object.entries(encoding).filter(([name]) => !(name in plan.outputs));
  return {
    code: encoding.code,
    reconstruction,
    encoding,
    inputs: { input: x, ...label },
    codes: { ...Object.fromEntries(taken), ...label },
  };
}

/** The outputs that a graph makes of its inputs, by the names of its outputs. */
export async function runGraph(
  runtime: RuntimeName,
  model: Uint8Array,
  feed: Arrays,
): Promise<Arrays> {
  const { InferenceSession, Tensor }: OrtRuntime = engines[runtime];
  const session = await InferenceSession.create(model);
  const outputs = await session.run(
    Object.fromEntries(
      Object.entries(feed).map(([name, { shape, values }]) => [
        name,
        new Tensor("float32", values, shape),
      ]),
    ),
  );
  const found: Record<string, NdArray> = {};
  for (const [output, tensor] of Object.entries(outputs)) {
    found[output] = { shape: tensor.dims, values: await tensor.getData() as NdArray["values"] };
  }
  await session.release();
  return found;
}

/**
 * Asserts that two arrays have one shape and that no value differs by more than 1e-5, relative to the
 * largest value where that is over 1.
 */
export function assertClose(actual: NdArray, expected: NdArray): void {
  assertEquals([...actual.shape], [...expected.shape]);
  const largest = expected.values.reduce((max, value) => Math.max(max, Math.abs(value)), 1);
  const difference = actual.values.reduce(
    (max, value, i) => Math.max(max, Math.abs(value - expected.values[i])),
    0,
  );
  assertAlmostEquals(difference, 0, 1e-5 * largest);
}
