import { basename, dirname, join } from "@std/path";
import * as tf from "@tensorflow/tfjs";
import type { NdArray } from "../core/nd_array.ts";
import { createRng } from "../core/rng.ts";
import { sizeOf } from "../core/shape.ts";
import { toOnnx } from "../export/mod.ts";
import { atomicWrite } from "../io/atomic_write.ts";
import { decode, encode, toDense } from "../model/mod.ts";
import { toTensors } from "../training/mod.ts";
import { loadRun } from "./onnx_session.ts";
import type { FinishedRun } from "./open_run.ts";
import { RUN_FILES } from "./run_folder.ts";
import { VERSION } from "./versions.ts";

/** How far the exported halves are from the trainer, as the largest difference of a value. */
export interface Parity {
  readonly code: number;
  readonly reconstruction: number;
}

/** The largest difference that rounding explains, relative to the largest value where that is over 1. */
const TOLERANCE = 1e-5;

const PARITY_EXAMPLES = 64;

/** Writes the ONNX files of a run into a folder, `onnx/` within it. */
export async function exportRun(run: FinishedRun, directory: string): Promise<string[]> {
  const { config, plan, params } = run;
  const files = toOnnx(plan, params, {
    name: config.recipe.name,
    description: config.recipe.description,
    version: VERSION,
    metadata: {
      recipe: config.recipe.name,
      // A path would say more of this machine than of the model.
      data: basename(config.data.name),
      seed: String(config.recipe.seed),
    },
  });
  await Deno.mkdir(join(directory, dirname(RUN_FILES.model)), { recursive: true });
  for (const part of ["model", "encoder", "decoder"] as const) {
    await atomicWrite(join(directory, RUN_FILES[part]), files[part]);
  }
  return [RUN_FILES.model, RUN_FILES.encoder, RUN_FILES.decoder];
}

/**
 * Runs the exported halves in ONNX Runtime beside the trainer on random inputs.
 *
 * Throws an Error when they differ by more than rounding explains: such files must not be used.
 */
export async function checkParity({ directory, plan, params }: FinishedRun): Promise<Parity> {
  const shape = [PARITY_EXAMPLES, ...plan.spec.inputShape];
  const values = noise(PARITY_EXAMPLES, sizeOf(plan.spec.inputShape));
  const tensors = toTensors(params);
  const [codeHere, reconstructionHere] = tf.tidy(() => {
    const encoding = encode(plan, tf.tensor(values, shape), { params: tensors });
    return [toDense(encoding.code), decode(plan, encoding, { params: tensors })].map((tensor) =>
      Float32Array.from(tensor.dataSync())
    );
  });
  tf.dispose(tensors);
  await using exported = await loadRun(directory);
  const code = await exported.encode({ shape, values });
  const reconstruction = await exported.decode({
    shape: [PARITY_EXAMPLES, ...plan.codeShape],
    values: codeHere,
  });
  return {
    code: difference(code, { expected: codeHere, what: "encoder" }),
    reconstruction: difference(reconstruction, { expected: reconstructionHere, what: "decoder" }),
  };
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

function difference(
  { values }: NdArray,
  { expected, what }: { expected: Float32Array; what: string },
): number {
  let largest = 0, scale = 1;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(values[i] - expected[i]));
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  // Written so that NaN does not pass.
  if (!(largest <= TOLERANCE * scale)) {
    throw new Error(
      `Cannot trust the exported ${what}: it differs from the trainer by ${
        largest.toPrecision(2)
      }, more than rounding explains`,
    );
  }
  return largest;
}
