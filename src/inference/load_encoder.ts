import { MODEL_FILES, VALUE_NAMES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { parsePreprocessor, type PreprocessorConfig } from "../core/preprocessor/preprocessor.ts";
import { type Shape, sizeOf } from "../core/shape.ts";
import { createRunner } from "./create_runner.ts";
import { tensorOf, withLabels } from "./feeds.ts";
import type { LoadDecoderOptions } from "./load_decoder.ts";
import type { LabelOptions } from "./loaded_autoencoder.ts";
import { checkShape, classesOf } from "./open_decoder.ts";
import { exampleShape, openSession } from "./open_session.ts";
import type { OrtRuntime, OrtSession } from "./ort_runtime.ts";
import { valuesOf } from "./output_values.ts";
import { type ModelFolder, readFolder } from "./read_folder.ts";

/** The encoder of a trained autoencoder alone, ready to run. */
export interface LoadedEncoder {
  /** The description of how raw data becomes the encoder's input. */
  readonly preprocessor: PreprocessorConfig;
  /** The shape of one example: `[D]` or `[H, W, K]`. */
  readonly inputShape: Shape;
  /** The shape of one code, `[C]` unless the code keeps spatial axes. */
  readonly codeShape: Shape;
  /** The number of values in a code. */
  readonly codeSize: number;
  /** The number of classes that the encoder is told; absent where it does without labels. */
  readonly classes?: number;
  /** The code of each example, in the units of the model: `[B, ...inputShape]` to `[B, ...codeShape]`. */
  encode(input: NdArray, options?: LabelOptions): Promise<NdArray>;
  /** Releases the memory that the runtime holds; nothing runs after it. */
  dispose(): Promise<void>;
  /** The same, at the end of an `await using` block. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** The choices of loading an encoder. */
export type LoadEncoderOptions = Omit<LoadDecoderOptions, "units">;

/**
 * Loads the encoder of a trained autoencoder alone into an ONNX Runtime; the decoder's file need not be
 * there.
 *
 * The folder holds preprocessor_config.json and onnx/encoder_model.onnx (`input` to `code`). Throws an Error
 * of one sentence for a file that cannot be read or run, and a RangeError for a batch of another shape.
 *
 * @example
 * ```ts
 * import * as ort from "onnxruntime-node";
 * import { loadEncoder } from "isthmus/inference";
 *
 * const encoder = await loadEncoder(ort, (path) => Deno.readFile(`models/strokes-variational-2/${path}`));
 * const { shape } = await encoder.encode({ shape: [1, 28, 28, 1], values: new Float32Array(784) });
 * assertEquals(shape, [1, encoder.codeSize]);
 * await encoder.dispose();
 * ```
 */
export async function loadEncoder(
  ort: OrtRuntime,
  folder: ModelFolder,
  { session = {}, batchSize = 256 }: LoadEncoderOptions = {},
): Promise<LoadedEncoder> {
  if (!(Number.isSafeInteger(batchSize) && batchSize >= 1)) {
    throw new RangeError(`Cannot run batches of ${batchSize}: expected a whole number from 1 up`);
  }
  const text = new TextDecoder().decode(await readFolder(folder, MODEL_FILES.preprocessor));
  const preprocessor = parsePreprocessor(text, MODEL_FILES.preprocessor),
    { inputShape } = preprocessor;
  const path = MODEL_FILES.encoder, { input, code } = VALUE_NAMES;
  const opened = await openSession(path, { ort, folder, session });
  const { codeShape, classes } = await checked(opened, { path, inputShape });
  const runner = createRunner(opened, { batchSize }), outputs = { [code]: codeShape };
  const run = runner.prepare({
    what: "encode",
    inputShape,
    outputShapes: outputs,
    classes,
    async run(batch) {
      const feeds = { [input]: tensorOf(ort, batch) };
      return await valuesOf(
        await opened.run(withLabels(feeds, { ort, session: opened, batch })),
        outputs,
      );
    },
  });
  return {
    preprocessor,
    inputShape,
    codeShape,
    codeSize: sizeOf(codeShape),
    ...(classes !== undefined && { classes }),
    encode: async (batch, options) => (await run(batch, options))[code],
    dispose: () => runner.dispose(),
    [Symbol.asyncDispose]: () => runner.dispose(),
  };
}

/** The shape of the codes of an encoder that takes such examples, which is released where it does not. */
async function checked(
  encoder: OrtSession,
  { path, inputShape }: { path: string; inputShape: Shape },
): Promise<{ codeShape: Shape; classes: number | undefined }> {
  try {
    const found = exampleShape(encoder.inputMetadata, { name: VALUE_NAMES.input, path });
    checkShape(found, { what: "the encoder's input", expected: inputShape });
    return {
      codeShape: exampleShape(encoder.outputMetadata, { name: VALUE_NAMES.code, path }),
      classes: classesOf(encoder, path),
    };
  } catch (error) {
    await encoder.release();
    throw error;
  }
}
