import { MODEL_FILES } from "../core/exported_model.ts";
import type { NdArray } from "../core/nd_array.ts";
import { sizeOf } from "../core/shape.ts";
import { type LabelOptions, type LoadedEncoder, loadEncoder } from "../inference/mod.ts";
import { createLiteRuntime } from "../lite/mod.ts";
import {
  checkPrepared,
  type NumbersOf,
  prepareWith,
  type RawExample,
} from "../preprocessing/mod.ts";
import type { EdgeModel, EdgeParts } from "./edge_model.ts";

/** An encoder in an edge function. */
export interface EdgeEncoder {
  readonly model: EdgeModel;
  /** Opens the encoder, where it is not open yet, so that the first examples need not wait for it. */
  ready(): Promise<void>;
  /** The input [B, …input] of examples as people have them; throws one sentence for what is none. */
  prepare(examples: readonly RawExample[]): Promise<NdArray>;
  /** The codes [B, …code] of examples as people have them. */
  encode(examples: readonly RawExample[], options?: LabelOptions): Promise<NdArray>;
  /** The codes of inputs in the units of the model, one after the other; throws a RangeError for a part of one. */
  encodeInputs(values: Float32Array, options?: LabelOptions): Promise<NdArray>;
}

/** The model of an encoder, and the way from examples to numbers that it is bundled with. */
export interface EdgeOptions {
  readonly model: EdgeModel;
  readonly numbersOf: NumbersOf;
}

/**
 * Makes an encoder of its parts, which is opened at once, or of a function that gets them, which is called
 * when the first examples come. What fails may do at the next ones.
 */
export function createEdgeEncoder(
  parts: EdgeParts | (() => EdgeParts | Promise<EdgeParts>),
  { model, numbersOf }: EdgeOptions,
): EdgeEncoder {
  const { inputShape } = model.preprocessor, size = sizeOf(inputShape);
  const preprocessor = prepareWith(numbersOf, model.preprocessor);
  const prepare = async (examples: readonly RawExample[]) =>
    checkPrepared(await preprocessor.prepare(examples), model.preprocessor);
  let opening: Promise<LoadedEncoder> | undefined;
  const opened = () => {
    const started = opening ??= open(parts, model);
    started.catch(() => opening = undefined);
    return started;
  };
  if (typeof parts !== "function") opened();
  return {
    model,
    ready: async () => void await opened(),
    prepare,
    encode: async (examples, options) => (await opened()).encode(await prepare(examples), options),
    async encodeInputs(values, options) {
      if (size === 0 || values.length % size !== 0) {
        throw new RangeError(
          `Cannot encode ${values.length} numbers: expected ${size} for each example`,
        );
      }
      const shape = [values.length / size, ...inputShape];
      return await (await opened()).encode({ shape, values: Float32Array.from(values) }, options);
    },
  };
}

async function open(
  parts: EdgeParts | (() => EdgeParts | Promise<EdgeParts>),
  { preprocessor }: EdgeModel,
): Promise<LoadedEncoder> {
  const { kernels, weights } = typeof parts === "function" ? await parts() : parts;
  const files: Readonly<Record<string, Uint8Array>> = {
    [MODEL_FILES.preprocessor]: new TextEncoder().encode(JSON.stringify(preprocessor)),
    [MODEL_FILES.encoder]: new Uint8Array(weights),
  };
  return await loadEncoder(
    createLiteRuntime({ kernels }),
    (path) => Promise.resolve(files[path]),
  );
}
