import { type NdArray, zeros } from "../core/nd_array.ts";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";
import { labelRows } from "./label_rows.ts";

/** Examples that run at once, `[B, ...inputShape]`. */
export type RunBatch = NdArray & {
  /** Their classes [B, classes], 1 for the own one, for a model that depends on them. */
  readonly labels: NdArray | undefined;
};

/** A run of a batch of any size in batches of a bounded size. */
export interface BatchRun<Name extends string> {
  /** The verb of the caller, for errors: "encode". */
  readonly what: string;
  readonly inputShape: Shape;
  /** The shape of each output for one example. */
  readonly outputShapes: Readonly<Record<Name, Shape>>;
  readonly batchSize: number;
  /** The number of classes that the model is told; absent where it does without. */
  readonly classes: number | undefined;
  /** The class of each example. */
  readonly labels: ArrayLike<number> | undefined;
  /** Runs one batch, to the values `[B, ...outputShape]` of each output. */
  run(batch: RunBatch): Promise<Readonly<Record<Name, unknown>>>;
}

/**
 * Runs examples in batches: `[B, ...inputShape]` to `[B, ...outputShape]` for each output; none gives
 * none.
 *
 * Throws a RangeError for values of another shape and for labels that do not fit, and a TypeError for
 * labels that are missing.
 */
export async function runBatches<Name extends string>(
  { shape, values }: NdArray,
  { what, inputShape, outputShapes, batchSize, classes, labels, run }: BatchRun<Name>,
): Promise<Record<Name, NdArray>> {
  const size = sizeOf(inputShape);
  if (!sameShape(shape.slice(1), inputShape) || shape.length !== inputShape.length + 1) {
    throw new RangeError(
      `Cannot ${what} shape ${formatShape(shape)}: expected [B, ${inputShape.join(", ")}]`,
    );
  }
  if (values.length !== sizeOf(shape)) {
    throw new RangeError(
      `Cannot ${what} ${values.length} values: shape ${formatShape(shape)} holds ${sizeOf(shape)}`,
    );
  }
  const [count] = shape;
  const rows = labelRows(labels, { what, count, classes });
  const names = Object.keys(outputShapes) as Name[];
  const outputs = Object.fromEntries(
    names.map((name) => [name, zeros([count, ...outputShapes[name]])]),
  ) as Record<Name, NdArray>;
  for (let start = 0; start < count; start += batchSize) {
    const end = Math.min(start + batchSize, count);
    const results = await run({
      values: values.subarray(start * size, end * size),
      shape: [end - start, ...inputShape],
      labels: rows && sliceOf(rows, { start, end }),
    });
    for (const name of names) {
      const outputSize = sizeOf(outputShapes[name]), result = results[name];
      if (!(result instanceof Float32Array) || result.length !== (end - start) * outputSize) {
        throw new TypeError(
          `Cannot ${what}: the model did not answer with ${
            formatShape(outputShapes[name])
          } floats for each of ${end - start} examples`,
        );
      }
      outputs[name].values.set(result, start * outputSize);
    }
  }
  return outputs;
}

/** Some rows [B, classes]. */
function sliceOf(
  { shape: [, size], values }: NdArray,
  { start, end }: { start: number; end: number },
): NdArray {
  return { shape: [end - start, size], values: values.subarray(start * size, end * size) };
}
