import * as tf from "@tensorflow/tfjs";
import { formatShape, sizeOf } from "../../core/shape.ts";
import { checkFloats } from "../heap/check_tensors.ts";
import { allocate, pointer, routines } from "../heap/heap.ts";

const ACTION = "sum the segments of a tensor";

/**
 * Gives the WASM backend `tf.unsortedSegmentSum`, the gradient of `tf.gather`, which tfjs has no
 * kernel for.
 *
 * x [N, ...] and int32 segmentIds [N] give [numSegments, ...]; where an id is no segment, its row is
 * left out. Throws a TypeError for other types than float32 and int32, a RangeError for ids of
 * another shape.
 */
export function registerSegmentSum(): void {
  tf.registerKernel({
    kernelName: tf.UnsortedSegmentSum,
    backendName: "wasm",
    kernelFunc({ inputs, attrs }) {
      const { x, segmentIds } = inputs as Record<"x" | "segmentIds", tf.TensorInfo>;
      const { numSegments } = attrs as unknown as tf.UnsortedSegmentSumAttrs;
      check({ x, segmentIds }, numSegments);
      const [rows, ...rest] = x.shape;
      const sums = allocate([numSegments, ...rest]);
      const [atX, atIds, atSums] = [x, segmentIds, sums].map(pointer);
      routines().segmentSum(atX, atIds, rows, sizeOf(rest), numSegments, atSums);
      return sums;
    },
  });
}

function check(
  { x, segmentIds }: Record<"x" | "segmentIds", tf.TensorInfo>,
  numSegments: number,
): void {
  checkFloats(ACTION, { x });
  if (segmentIds.dtype !== "int32") {
    throw new TypeError(
      `Cannot ${ACTION}: segmentIds is of type ${segmentIds.dtype}, cast it to int32`,
    );
  }
  if (x.shape.length === 0 || segmentIds.shape.length !== 1 || segmentIds.shape[0] !== x.shape[0]) {
    throw new RangeError(
      `Cannot ${ACTION}: x has shape ${formatShape(x.shape)} and segmentIds ${
        formatShape(segmentIds.shape)
      }, expected one id for each row of x`,
    );
  }
  if (!(numSegments >= 0)) {
    throw new RangeError(`Cannot ${ACTION}: ${numSegments} segments, expected 0 or more`);
  }
}
