import * as tf from "@tensorflow/tfjs";
import { sizeOf } from "../../core/shape.ts";
import { replaceGradient, replaceKernel } from "./replace_gradient.ts";

/**
 * Puts `tf.gather` right where batches have indices of their own, of which the kernel of tfjs reads
 * wrong rows, and gives it a gradient for any axis, any number of batch axes and computed indices.
 */
export function registerGather(): void {
  const stock = tf.getKernel(tf.GatherV2, "wasm");
  replaceKernel(tf.GatherV2, (call) => {
    const { x, indices } = call.inputs as { x: tf.Tensor; indices: tf.Tensor };
    const { axis, batchDims } = call.attrs as unknown as tf.GatherV2Attrs;
    if (batchDims === 0) return stock.kernelFunc(call) as tf.TensorInfo;
    return tf.tidy(() => {
      const { rows, rowSize, outputShape } = flatRows({ x, indices }, { axis, batchDims });
      return tf.reshape(tf.gather(tf.reshape(x, [-1, rowSize]), rows), outputShape);
    });
  });
  replaceGradient(tf.GatherV2, ({ dy, saved: [x, indices], attrs }) => ({
    x() {
      const { axis, batchDims } = attrs as unknown as tf.GatherV2Attrs;
      const { rows, rowSize } = flatRows({ x, indices }, { axis, batchDims });
      const size = rowSize === 0 ? 0 : x.size / rowSize;
      return tf.reshape(
        tf.unsortedSegmentSum(tf.reshape(dy, [rows.size, rowSize]), rows, size),
        x.shape,
      );
    },
    // Indices that come from a kernel on the tape are asked for a gradient too.
    indices: () => tf.zeros(indices.shape),
  }));
}

/** The rows of x [..., rowSize] that are gathered, in the order of the output. */
function flatRows(
  { x, indices }: { x: tf.Tensor; indices: tf.Tensor },
  { axis, batchDims }: { axis: number; batchDims: number },
): { rows: tf.Tensor1D; rowSize: number; outputShape: number[] } {
  const [parsedAxis] = tf.util.parseAxisParam(axis, x.shape), length = x.shape[parsedAxis];
  const batches = sizeOf(x.shape.slice(0, batchDims));
  const outer = sizeOf(x.shape.slice(batchDims, parsedAxis));
  const own = indices.dataSync(), each = batches === 0 ? 0 : own.length / batches;
  for (const index of own) {
    if (!(index >= 0 && index < length)) {
      throw new RangeError(`Cannot gather: index ${index} is outside of an axis of ${length}`);
    }
  }
  const rows = new Int32Array(batches * outer * each);
  for (let group = 0; group < batches * outer; group++) {
    const first = Math.floor(group / outer) * each;
    for (let i = 0; i < each; i++) rows[group * each + i] = group * length + own[first + i];
  }
  return {
    rows: tf.tensor1d(rows, "int32"),
    rowSize: sizeOf(x.shape.slice(parsedAxis + 1)),
    outputShape: [
      ...x.shape.slice(0, parsedAxis),
      ...indices.shape.slice(batchDims),
      ...x.shape.slice(parsedAxis + 1),
    ],
  };
}
