import * as tf from "@tensorflow/tfjs";
import { allocate, bits, type HeapType } from "../heap/heap.ts";
import { replaceGradient } from "../heap/replace_gradient.ts";
import { replaceKernel } from "../heap/replace_kernel.ts";

const ACTION = `run ${tf.GatherV2}`;

type Inputs = Readonly<Record<"x" | "indices", tf.TensorInfo>>;
type Sizes = tf.backend_util.segment_util.GatherOpShapeInfo;

/**
 * Puts `tf.gather` right where batches have indices of their own, of which the kernel of tfjs reads
 * wrong rows, takes rows of a table over ten times faster, and gives it a gradient for any axis, any
 * number of batch axes and computed indices.
 *
 * x [batches…, outer…, length, row…] and int32 indices [batches…, chosen…] give
 * [batches…, outer…, chosen…, row…], bit by bit, of x's type. Throws a RangeError where tfjs refuses
 * the axis, the number of batch axes or the shapes, and for an index that is outside of the axis; a
 * TypeError for other types.
 */
export function registerGather(): void {
  replaceKernel(tf.GatherV2, ({ inputs, attrs }) => {
    const { x, indices } = inputs as Inputs;
    const type = typeOf({ x, indices });
    const sizes = sizesOf({ x, indices }, attrs as unknown as tf.GatherV2Attrs);
    const { sliceSize: rowSize, outputShape } = sizes, rows = rowsOf(indices, sizes);
    const taken = allocate(outputShape, type), from = bits(x), to = bits(taken);
    for (let i = 0; i < rows.length; i++) {
      const start = rows[i] * rowSize;
      for (let j = 0; j < rowSize; j++) to[i * rowSize + j] = from[start + j];
    }
    return taken;
  });
  replaceGradient(tf.GatherV2, ({ dy, saved: [x, indices], attrs }) => ({
    x() {
      const sizes = sizesOf({ x, indices }, attrs as unknown as tf.GatherV2Attrs);
      const { batchSize, outerSize, dimSize, sliceSize: rowSize } = sizes;
      const rows = tf.tensor1d(rowsOf(indices, sizes), "int32");
      const ofRows = tf.reshape(dy, [rows.size, rowSize]);
      const sums = tf.unsortedSegmentSum(ofRows, rows, batchSize * outerSize * dimSize);
      return tf.reshape(sums, x.shape);
    },
    // Indices that come from a kernel on the tape are asked for a gradient too.
    indices: () => tf.zeros(indices.shape),
  }));
}

function typeOf({ x, indices }: Inputs): HeapType {
  if (indices.dtype !== "int32") {
    throw new TypeError(`Cannot ${ACTION}: indices is of type ${indices.dtype}, cast it to int32`);
  }
  if (x.dtype === "string" || x.dtype === "complex64") {
    throw new TypeError(
      `Cannot ${ACTION}: x is of type ${x.dtype}, expected float32, int32 or bool`,
    );
  }
  return x.dtype;
}

/** The sizes of a call, by the checks of tfjs. */
function sizesOf({ x, indices }: Inputs, { axis, batchDims }: tf.GatherV2Attrs): Sizes {
  try {
    const [parsedAxis] = tf.util.parseAxisParam(axis, x.shape);
    const { collectGatherOpShapeInfo } = tf.backend_util.segment_util;
    return collectGatherOpShapeInfo(x, indices, parsedAxis, batchDims);
  } catch (error) {
    throw new RangeError(`Cannot ${ACTION}: ${(error as Error).message}`, { cause: error });
  }
}

/** The rows of x [batches · outer · length, row] that are taken, in the order of the output. */
function rowsOf(
  indices: tf.TensorInfo,
  { batchSize, outerSize, dimSize: length }: Sizes,
): Int32Array<ArrayBuffer> {
  const own = bits(indices), each = batchSize === 0 ? 0 : own.length / batchSize;
  checkIndices(own, length);
  const rows = new Int32Array(batchSize * outerSize * each);
  for (let group = 0; group < batchSize * outerSize; group++) {
    const first = Math.floor(group / outerSize) * each;
    for (let i = 0; i < each; i++) rows[group * each + i] = group * length + own[first + i];
  }
  return rows;
}

function checkIndices(indices: ArrayLike<number>, length: number): void {
  for (let i = 0; i < indices.length; i++) {
    if (indices[i] >= 0 && indices[i] < length) continue;
    throw new RangeError(
      `Cannot ${ACTION}: the index value ${indices[i]} is not in [0, ${length - 1}]`,
    );
  }
}
