import { needOnnxRuntime } from "../../io/load_runtime.ts";
import { MODEL_FILES } from "../../core/exported_model.ts";
import type { NdArray } from "../../core/nd_array.ts";
import { type LoadedEncoder, loadEncoder, type ModelFolder } from "../../inference/mod.ts";
import { createLiteRuntime, openLite } from "../../lite/mod.ts";
import type { RunPreprocessor } from "../../preprocessing/mod.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { comparedExamples } from "../precision/compared_examples.ts";
import { type GoldenVectors, goldenVectors } from "./golden_vectors.ts";

/** An encoder that is known to give the same codes on the lite engine. */
export interface CheckedEncoder {
  readonly encoder: Pick<LoadedEncoder, "codeShape" | "classes">;
  readonly golden: GoldenVectors;
  readonly config: RunPreprocessor;
  /** The bytes of memory that the engine takes. */
  readonly memory: number;
}

/**
 * Makes the golden vectors of an encoder in ONNX Runtime, and checks that the lite engine gives the same
 * codes. Throws an Error, one sentence, where it does not, and where the file cannot run there.
 */
export async function checkedEncoder(
  directory: string,
  { weights, kernels }: { weights: Uint8Array<ArrayBuffer>; kernels: Uint8Array<ArrayBuffer> },
): Promise<CheckedEncoder> {
  const config = await readPreprocessor(directory);
  const text = new TextEncoder().encode(JSON.stringify(config));
  const folder: ModelFolder = (path) =>
    Promise.resolve(path === MODEL_FILES.encoder ? weights : text);
  const ort = await needOnnxRuntime("Cannot make the golden vectors of the encoder");
  await using encoder = await loadEncoder(ort, folder);
  const { batches: [batch] } = await comparedExamples(directory, encoder);
  const golden = await goldenVectors(encoder, { batch, config });
  await using lite = await loadEncoder(createLiteRuntime({ kernels }), folder);
  const inputs: NdArray = {
    shape: [golden.inputs.length, ...encoder.inputShape],
    values: Float32Array.from(golden.inputs.flat()),
  };
  const { labels } = golden;
  const { values } = await lite.encode(inputs, labels && { labels });
  const apart = farthest(golden.codes.flat(), values);
  // Written so that NaN does not pass.
  if (!(apart <= golden.tolerance)) {
    throw new Error(
      `Cannot export ${directory} for the edge: the lite engine's codes differ from ONNX Runtime's by ${
        apart.toExponential(1)
      }, more than ${golden.tolerance}`,
    );
  }
  const session = await openLite(weights, { wasm: kernels });
  const memory = session.memorySize;
  await session.release();
  const { codeShape, classes } = encoder;
  return {
    encoder: { codeShape, ...(classes !== undefined && { classes }) },
    golden,
    config,
    memory,
  };
}

/** The largest difference, as a part of the largest value where that is over 1. */
function farthest(expected: readonly number[], found: Float32Array): number {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  return expected.reduce((most, value, i) => {
    const apart = Math.abs(value - found[i]);
    return apart <= most ? most : apart;
  }, 0) / scale;
}
