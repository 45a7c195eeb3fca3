import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import * as tf from "@tensorflow/tfjs";
import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { decode, encode, quantizedLayer, sparseLayer, toDense } from "../model/mod.ts";
import { toArrays, toTensors } from "../training/mod.ts";
import type { FinishedRun } from "./open_run.ts";
import { sameChoices } from "./same_choices.ts";

/** How far the exported halves are from the trainer, as the largest difference of a value. */
export interface Parity {
  readonly code: number;
  readonly reconstruction: number;
}

/** The largest difference that rounding explains, relative to the largest value where that is over 1. */
const TOLERANCE = 1e-5;

/** The share of switches that may name another of two maxima which rounding cannot tell apart. */
const SWITCH_TOLERANCE = 1e-3;

const EXAMPLES = 64;

/**
 * Runs the exported halves in ONNX Runtime beside the trainer on random inputs; the decoder is given
 * what the trainer's encoder gives.
 *
 * Throws an Error when they differ by more than rounding explains: such files must not be used.
 */
export async function checkParity({ directory, plan, params }: FinishedRun): Promise<Parity> {
  const { inputShape } = plan.spec;
  const input = { shape: [EXAMPLES, ...inputShape], values: noise(EXAMPLES, sizeOf(inputShape)) };
  const tensors = toTensors(params);
  const here = tf.tidy(() => {
    const encoding = encode(plan, tf.tensor(input.values, input.shape), { params: tensors });
    const links = Object.keys(plan.links).map((path) => [path, toDense(encoding.given[path])]);
    return {
      [VALUE_NAMES.code]: toDense(encoding.code),
      ...Object.fromEntries(links),
      [VALUE_NAMES.reconstruction]: decode(plan, encoding, { params: tensors }),
    } as Record<string, tf.Tensor>;
  });
  const { [VALUE_NAMES.reconstruction]: reconstruction, ...encoding } = toArrays(here);
  tf.dispose([tensors, here]);
  const encoded = await run(join(directory, MODEL_FILES.encoder), { [VALUE_NAMES.input]: input });
  const decoded = await run(join(directory, MODEL_FILES.decoder), encoding);
  for (const path of Object.keys(plan.links)) {
    checkSwitches(path, { here: encoding[path], there: encoded[path] });
  }
  const quantized = quantizedLayer(plan), isSparse = sparseLayer(plan) !== undefined;
  const codes = { here: encoding[VALUE_NAMES.code], there: encoded[VALUE_NAMES.code] };
  return {
    code: difference("encoder", {
      here: codes.here,
      there: quantized ? sameChoices(codes, quantized) : codes.there,
      isSparse,
    }),
    reconstruction: difference("decoder", {
      here: reconstruction,
      there: decoded[VALUE_NAMES.reconstruction],
    }),
  };
}

async function run(
  path: string,
  inputs: Readonly<Record<string, NdArray>>,
): Promise<Record<string, NdArray>> {
  const session = await ort.InferenceSession.create(await Deno.readFile(path));
  const feeds = Object.entries(inputs).map(([name, { shape, values }]) => [
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

interface Sides {
  readonly here: NdArray;
  readonly there: NdArray;
}

function difference(
  what: "encoder" | "decoder",
  { here, there, isSparse = false }: Sides & { isSparse?: boolean },
): number {
  const scale = here.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const tolerance = TOLERANCE * scale;
  const size = sizeOf(here.shape.slice(1));
  let largest = 0;
  for (let from = 0; from < here.values.length; from += size) {
    const [a, b] = [here, there].map(({ values }) => values.subarray(from, from + size));
    const ties = isSparse ? leastKept(a) : undefined;
    for (let i = 0; i < size; i++) {
      const apart = Math.abs(a[i] - b[i]);
      // Of two entries as large as the least that is kept, rounding may keep either.
      const isTie = ties !== undefined && (a[i] === 0 || b[i] === 0) &&
        Math.abs(apart - ties) <= tolerance;
      if (!isTie) largest = Number.isNaN(apart) ? NaN : Math.max(largest, apart);
    }
  }
  // Written so that NaN does not pass.
  if (!(largest <= tolerance)) {
    throw new Error(
      `Cannot trust the exported ${what}: it differs from the trainer by ${
        largest.toPrecision(2)
      }, more than rounding explains`,
    );
  }
  return largest;
}

/** The least of the entries of a code that are not 0, by size. */
function leastKept(row: Float32Array): number {
  return row.reduce(
    (least, value) => value === 0 ? least : Math.min(least, Math.abs(value)),
    Infinity,
  );
}

function checkSwitches(path: string, { here, there }: Sides): void {
  const wrong = here.values.reduce((sum, value, i) => sum + Number(value !== there.values[i]), 0);
  if (wrong <= SWITCH_TOLERANCE * here.values.length) return;
  throw new Error(
    `Cannot trust the exported encoder: ${wrong} of ${here.values.length} entries of "${path}" are ` +
      `not the trainer's, more than rounding explains`,
  );
}
