import { type NdArray, zeros } from "../core/nd_array.ts";
import { formatShape, sameShape, type Shape, sizeOf } from "../core/shape.ts";

/** How to run a batch of any size in batches of a bounded size. */
export interface BatchRun {
  /** What the caller wanted, for errors: "encode". */
  readonly what: string;
  readonly inputShape: Shape;
  readonly outputShape: Shape;
  readonly batchSize: number;
  /** Runs one batch: values `[B, ...inputShape]` to values `[B, ...outputShape]`. */
  run(values: Float32Array<ArrayBuffer>, shape: Shape): Promise<unknown>;
}

/**
 * Runs examples in batches: `[B, ...inputShape]` to `[B, ...outputShape]`; none gives none.
 *
 * Throws a RangeError for values of another shape.
 */
export async function runBatches(
  { shape, values }: NdArray,
  { what, inputShape, outputShape, batchSize, run }: BatchRun,
): Promise<NdArray> {
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
  const output = zeros([count, ...outputShape]);
  const outputSize = sizeOf(outputShape);
  for (let start = 0; start < count; start += batchSize) {
    const end = Math.min(start + batchSize, count);
    const batch = values.subarray(start * size, end * size);
    const result = await run(batch, [end - start, ...inputShape]);
    if (!(result instanceof Float32Array) || result.length !== (end - start) * outputSize) {
      throw new TypeError(
        `Cannot ${what}: the model did not answer with ${formatShape(outputShape)} floats for ` +
          `each of ${end - start} examples`,
      );
    }
    output.values.set(result, start * outputSize);
  }
  return output;
}
