import { loadRuntime } from "../../io/load_runtime.ts";
import * as tf from "@tensorflow/tfjs";
import { VALUE_NAMES } from "../../core/exported_model.ts";
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
import { reconstructionLossOf } from "../../losses/mod.ts";
import { toArrays, toTensors } from "../../training/mod.ts";
import { largestDifference, type Sides } from "./largest_difference.ts";
import type { TrainedModel } from "../../model/mod.ts";
import type { Parity } from "../record/evaluation.ts";
import { allowOtherEntries } from "./allow_other_entries.ts";

/** The exported halves of a model, and what its rounding may come to. */
export interface ExportedHalves {
  /** Bytes of an ONNX file. */
  readonly encoder: Uint8Array;
  /** Bytes of an ONNX file. */
  readonly decoder: Uint8Array;
  /** The largest value of an example, where the examples are known. */
  readonly largest?: number;
}

/** The share of switches that may name another of two maxima which rounding cannot tell apart. */
const SWITCH_TOLERANCE = 1e-3;

const EXAMPLES = 64;

/**
 * Runs the exported halves in ONNX Runtime beside the trainer on random inputs; the decoder is given
 * what the trainer's encoder gives.
 *
 * Throws an Error, one sentence, when they differ by more than rounding explains, and when rounding
 * comes to more than the largest value of an example: such files must not be used.
 */
export async function checkParity(
  { plan, params }: TrainedModel,
  { encoder, decoder, largest }: ExportedHalves,
): Promise<Parity> {
  const { inputShape, reconstructionLoss } = plan.spec, size = sizeOf(inputShape);
  const areShares = reconstructionLossOf(reconstructionLoss).examples === "distributions";
  const values = noise(EXAMPLES, size);
  const input = {
    shape: [EXAMPLES, ...inputShape],
    values: areShares ? shares(values, size) : values,
  };
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
  const encoded = await run(encoder, { [VALUE_NAMES.input]: input, ...label });
  const decoded = await run(decoder, { ...encoding, ...label });
  for (const path of Object.keys(plan.links)) {
    checkSwitches(path, { here: encoding[path], there: encoded[path] });
  }
  const quantized = quantizedLayer(plan), isSparse = sparseLayer(plan) !== undefined;
  const [maySwap, maySwapBack] = [plan.encoder, plan.decoder].map((layers) =>
    layers.some(({ traits }) => traits.keepsLargest)
  );
  const most = largest === undefined ? Infinity : Math.max(1, largest);
  const outputs = Object.keys(plan.outputs).map((name) =>
    largestDifference("encoder", { here: encoding[name], there: encoded[name] }, { maySwap, most })
  );
  const codes = { here: encoding[VALUE_NAMES.code], there: encoded[VALUE_NAMES.code] };
  const code = largestDifference("encoder", {
    here: codes.here,
    there: quantized ? allowOtherEntries(codes, quantized) : codes.there,
  }, { isSparse, maySwap, most });
  return {
    code: Math.max(code, ...outputs),
    reconstruction: largestDifference("decoder", {
      here: reconstruction,
      there: decoded[VALUE_NAMES.reconstruction],
    }, { maySwap: maySwapBack, most }),
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
  graph: Uint8Array,
  inputs: Readonly<Record<string, NdArray>>,
): Promise<Record<string, NdArray>> {
  const ort = await loadRuntime();
  const session = await ort.InferenceSession.create(graph);
  try {
    const names = session.inputMetadata.map(({ name }) => name);
    const read = Object.entries(inputs).filter(([name]) => names.includes(name));
    const feeds = read.map(([name, { shape, values }]) => [
      name,
      new ort.Tensor("float32", values, shape),
    ]);
    const outputs = await session.run(Object.fromEntries(feeds));
    const arrays: Record<string, NdArray> = {};
    for (const [name, tensor] of Object.entries(outputs)) {
      const values = Float32Array.from(await tensor.getData() as Float32Array);
      arrays[name] = { shape: tensor.dims, values };
    }
    return arrays;
  } finally {
    await session.release();
  }
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

/** Rows [B, D] that sum to 1: a model of texts is for nothing larger, and rounds that accordingly. */
function shares(values: Float32Array<ArrayBuffer>, size: number): Float32Array<ArrayBuffer> {
  for (let from = 0; from < values.length; from += size) {
    const row = values.subarray(from, from + size);
    const sum = row.reduce((total, value) => total + value, 0);
    if (sum > 0) row.forEach((value, i) => row[i] = value / sum);
  }
  return values;
}

function checkSwitches(path: string, { here, there }: Sides): void {
  const wrong = here.values.reduce((sum, value, i) => sum + Number(value !== there.values[i]), 0);
  if (wrong <= SWITCH_TOLERANCE * here.values.length) return;
  throw new Error(
    `Cannot trust the exported encoder: ${wrong} of ${here.values.length} entries of "${path}" are ` +
      `not the trainer's, more than rounding explains`,
  );
}
