import * as tf from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, pointer, routines, scratchPointer } from "../heap/heap.ts";

/** Rows that are normalised together. */
export interface NormalizedPart {
  readonly rows: number;
  /** The tensor that is added to them afterwards [rows, D]; nothing unless given. */
  readonly noise?: tf.Tensor | undefined;
}

/**
 * Rows x [B, D] normalised part by part: each column of a part less its mean over the part's rows, divided
 * by √(σ² + epsilon), with noise added where a part has some.
 *
 * The parts stand one below the other. The gradient, which the noise has none of, is that of the means and
 * the deviations as well; there are no second derivatives. Throws a TypeError for another type than
 * float32, a RangeError for parts of another number of rows, or noise of another shape.
 */
export function normalizeColumns(
  x: tf.Tensor,
  { parts, epsilon }: { parts: readonly NormalizedPart[]; epsilon: number },
): tf.Tensor {
  checkTensors("normalise columns", { x });
  const [rows, columns] = x.shape as [number, number];
  const sum = parts.reduce((total, part) => total + part.rows, 0);
  if (x.rank !== 2 || sum !== rows) {
    throw new RangeError(
      `Cannot normalise columns of ${formatShape(x.shape)} in parts of ${sum} rows in all`,
    );
  }
  for (const { rows, noise } of parts) {
    if (!noise) continue;
    checkTensors("normalise columns", { noise });
    if (sameShape(noise.shape, [rows, columns])) continue;
    throw new RangeError(
      `Cannot add noise of shape ${formatShape(noise.shape)} to a part of shape ${
        formatShape([rows, columns])
      }`,
    );
  }
  const hasNoise = parts.some(({ noise }) => noise);
  return tf.customGrad((...args) => {
    const [input, save] = args as unknown as [tf.Tensor, (tensors: tf.Tensor[]) => void];
    const y = allocate(x.shape), noisy = hasNoise ? allocate(x.shape) : y;
    const precisions = allocate([parts.length, columns]);
    const scratch = scratchPointer(columns * 4);
    const [from, to, toNoisy, toPrecisions] = [input, y, noisy, precisions].map(pointer);
    eachPart({ parts, columns }, ({ rows, noise, at, place }) => {
      const noiseAt = noise ? pointer(noise) : 0;
      routines().normalizeColumns(
        from + at,
        noiseAt,
        rows,
        columns,
        epsilon,
        to + at,
        toNoisy + at,
        toPrecisions + place,
        scratch,
      );
    });
    const value = tensorOf(noisy), normalised = hasNoise ? tensorOf(y) : value;
    save([normalised, tensorOf(precisions)]);
    return { value, gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => gradient(dy, saved, parts) };
  })(x);
}

function gradient(
  dy: tf.Tensor,
  [y, precisions]: tf.Tensor[],
  parts: readonly NormalizedPart[],
): tf.Tensor {
  const columns = dy.shape[1] as number, dx = allocate(dy.shape);
  const scratch = scratchPointer(2 * columns * 4);
  const [from, atY, atPrecisions, to] = [dy, y, precisions, dx].map(pointer);
  eachPart({ parts, columns }, ({ rows, at, place }) => {
    const precisionsAt = atPrecisions + place;
    routines().normalizeColumnsGradient(
      from + at,
      atY + at,
      precisionsAt,
      rows,
      columns,
      to + at,
      scratch,
    );
  });
  return tensorOf(dx);
}

/** Calls `run` for each part, with the bytes before its rows and before its row of precisions. */
function eachPart(
  { parts, columns }: { parts: readonly NormalizedPart[]; columns: number },
  run: (part: NormalizedPart & { readonly at: number; readonly place: number }) => void,
): void {
  let at = 0;
  parts.forEach((part, index) => {
    run({ ...part, at, place: index * columns * 4 });
    at += part.rows * columns * 4;
  });
}

function tensorOf(info: tf.TensorInfo): tf.Tensor {
  return tf.engine().makeTensorFromTensorInfo(info);
}
