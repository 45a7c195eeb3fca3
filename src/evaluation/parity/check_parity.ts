import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import * as tf from "@tensorflow/tfjs";
import { MODEL_FILES, VALUE_NAMES } from "../../core/exported_model.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { oneHot } from "../../core/one_hot.ts";
import { createRng } from "../../core/rng.ts";
import { sizeOf } from "../../core/shape.ts";
import {
  decode,
  encode,
  type Plan,
  quantizedLayer,
  sparseLayer,
  toDense,
} from "../../model/mod.ts";
import { toArrays, toTensors } from "../../training/mod.ts";
import { largestDifference, type Sides } from "./largest_difference.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { sameChoices } from "./same_choices.ts";

/** How far the exported halves are from the trainer, as the largest difference of a value. */
export interface Parity {
  /** Of a code and of what says how it is drawn. */
  readonly code: number;
  readonly reconstruction: number;
}

/** The share of switches that may name another of two maxima which rounding cannot tell apart. */
const SWITCH_TOLERANCE = 1e-3;

const EXAMPLES = 64;

/**
 * Runs the exported halves in ONNX Runtime beside the trainer on random inputs; the decoder is given
 * what the trainer's encoder gives.
 *
 * Throws an Error when they differ by more than rounding explains: such files must not be used.
 */
export async function checkParity(
  { directory, model: { plan, params } }: FinishedRun,
): Promise<Parity> {
  const { inputShape } = plan.spec;
  const input = { shape: [EXAMPLES, ...inputShape], values: noise(EXAMPLES, sizeOf(inputShape)) };
  const label = labels(plan);
  const tensors = toTensors(params), labelTensor = toTensors(label)[VALUE_NAMES.label];
  const here = tf.tidy(() => {
    const options = { params: tensors, ...(labelTensor && { labels: labelTensor }) };
    const encoding = encode(plan, tf.tensor(input.values, input.shape), options);
    const given = Object.keys(plan.links).map((path) => [path, path]);
    const outputs = Object.entries(plan.outputs).map(([name, { path }]) => [name, path]);
    return {
      [VALUE_NAMES.code]: toDense(encoding.code),
      ...Object.fromEntries(
        [...given, ...outputs].map(([name, path]) => [name, toDense(encoding.given[path])]),
      ),
      [VALUE_NAMES.reconstruction]: decode(plan, encoding, options),
    } as Record<string, tf.Tensor>;
  });
  const { [VALUE_NAMES.reconstruction]: reconstruction, ...encoding } = toArrays(here);
  tf.dispose([tensors, labelTensor ?? [], here]);
  const encoded = await run(join(directory, MODEL_FILES.encoder), {
    [VALUE_NAMES.input]: input,
    ...label,
  });
  const decoded = await run(join(directory, MODEL_FILES.decoder), { ...encoding, ...label });
  for (const path of Object.keys(plan.links)) {
    checkSwitches(path, { here: encoding[path], there: encoded[path] });
  }
  const quantized = quantizedLayer(plan), isSparse = sparseLayer(plan) !== undefined;
  const outputs = Object.keys(plan.outputs).map((name) =>
    largestDifference("encoder", { here: encoding[name], there: encoded[name] })
  );
  const codes = { here: encoding[VALUE_NAMES.code], there: encoded[VALUE_NAMES.code] };
  const code = largestDifference("encoder", {
    here: codes.here,
    there: quantized ? sameChoices(codes, quantized) : codes.there,
    isSparse,
  });
  return {
    code: Math.max(code, ...outputs),
    reconstruction: largestDifference("decoder", {
      here: reconstruction,
      there: decoded[VALUE_NAMES.reconstruction],
    }),
  };
}

/** Classes in turn as the graphs take them; nothing for a model that does without. */
function labels({ classes }: Plan): Record<string, NdArray> {
  if (classes === undefined) return {};
  const values = oneHot(Array.from({ length: EXAMPLES }, (_, i) => i % classes), { classes });
  return { [VALUE_NAMES.label]: { shape: [EXAMPLES, classes], values } };
}

/** Runs a graph; what it does not read is left aside. */
async function run(
  path: string,
  inputs: Readonly<Record<string, NdArray>>,
): Promise<Record<string, NdArray>> {
  const session = await ort.InferenceSession.create(await Deno.readFile(path));
  const read = Object.entries(inputs).filter(([name]) => session.inputNames.includes(name));
  const feeds = read.map(([name, { shape, values }]) => [
    name,
    new ort.Tensor("float32", values, shape),
  ]);
  const outputs = await session.run(Object.fromEntries(feeds));
  const arrays = Object.entries(outputs).map(([name, tensor]) => [
    name,
    { shape: tensor.dims, values: Float32Array.from(tensor.data as Float32Array) },
  ]);
  await session.release();
  return Object.fromEntries(arrays);
}

/**
 * Uniform noise [B, D], from an example that is almost all zeros to one without any: rectifiers that
 * one kind of input leaves silent answer to another.
 */
function noise(count: number, size: number): Float32Array<ArrayBuffer> {
  const rng = createRng(0).fork("parity");
  return new Float32Array(count * size).map((_, i) => {
    const density = (Math.floor(i / size) + 1) / count;
    return rng.uniform() < density ? rng.uniform() : 0;
  });
}

function checkSwitches(path: string, { here, there }: Sides): void {
  const wrong = here.values.reduce((sum, value, i) => sum + Number(value !== there.values[i]), 0);
  if (wrong <= SWITCH_TOLERANCE * here.values.length) return;
  throw new Error(
    `Cannot trust the exported encoder: ${wrong} of ${here.values.length} entries of "${path}" are ` +
      `not the trainer's, more than rounding explains`,
  );
}
