import * as tf from "@tensorflow/tfjs";
import { keepBatch } from "./keep_batch.ts";
import { allocate, free, pointer, routines } from "../heap/heap.ts";
import { multiply } from "../products/multiply.ts";
import { largestOfRows } from "./largest_of_rows.ts";
import { registerSparseEncodeGradient } from "./sparse_encode_gradient.ts";

const NAME = "SparseEncode";

/** Dense pre-activations are computed for so many bytes at once, or for one block of rows. */
const MOST_BYTES = 2 ** 24;
const FEWEST_ROWS = 200;

type Inputs = Readonly<Record<"x" | "weight" | "bias", tf.TensorInfo>> & {
  readonly dead?: tf.TensorInfo;
};

/** The attributes of the kernel; `auxiliaryK` counts only where there is an input `dead`. */
type Attrs = {
  readonly k: number;
  readonly rectified: boolean;
  readonly auxiliaryK: number;
  readonly batch: boolean;
};

/** Runs the kernel: indices and values of the code, and of the auxiliary one where there is one. */
export function runSparseEncode(
  inputs: tf.NamedTensorMap,
  attrs: Attrs,
): tf.Tensor2D[] {
  return tf.engine().runKernel(NAME, inputs, attrs) as tf.Tensor[] as tf.Tensor2D[];
}

/** Makes `sparseEncode` and its gradients kernels that tfjs knows. */
export function registerSparseEncode(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => encode(inputs as Inputs, attrs as Attrs),
  });
  registerSparseEncodeGradient(NAME);
}

function encode({ x, weight, bias, dead }: Inputs, attrs: Attrs): tf.TensorInfo[] {
  const { k, rectified, auxiliaryK, batch } = attrs;
  const [rows] = x.shape, [size] = weight.shape;
  const width = batch ? Math.min(4 * k, size) : k;
  const outputs = [allocate([rows, width], "int32"), allocate([rows, width])];
  const list = dead && listDead(dead);
  try {
    if (list !== undefined && list.count > 0) {
      const auxiliaryWidth = Math.min(auxiliaryK, list.count);
      outputs.push(allocate([rows, auxiliaryWidth], "int32"), allocate([rows, auxiliaryWidth]));
    }
    choose({ x, weight, bias }, { outputs, rectified, list });
    return batch ? keepBatch(outputs, k) : outputs;
  } catch (error) {
    outputs.forEach(free);
    throw error;
  } finally {
    if (list !== undefined) free(list.info);
  }
}

type DeadList = { readonly info: tf.TensorInfo; readonly count: number };

/** The indices of dead latents in room for all. */
function listDead(dead: tf.TensorInfo): DeadList {
  const [size] = dead.shape, info = allocate([size], "int32");
  const integers = dead.dtype === "int32";
  return { info, count: routines().listMarked(pointer(dead), size, integers, pointer(info)) };
}

/** Writes both codes, a block of rows after the other. */
function choose(
  { x, weight, bias }: Record<"x" | "weight" | "bias", tf.TensorInfo>,
  { outputs, rectified, list }: {
    outputs: readonly tf.TensorInfo[];
    rectified: boolean;
    list?: DeadList | undefined;
  },
): void {
  const [rows, depth] = x.shape, [size] = weight.shape;
  const widths = outputs.map(({ shape }) => shape[1]), [width, , auxiliaryWidth = 0] = widths;
  const most = Math.max(FEWEST_ROWS, Math.floor(MOST_BYTES / 4 / size));
  const height = Math.min(most, rows), count = auxiliaryWidth > 0 ? list?.count ?? 0 : 0;
  const { gatherRows } = routines();
  const pre = allocate([height, size]), deadPre = allocate([height, count]);
  const atPre = pointer(pre), atDead = pointer(deadPre);
  const [atX, atWeight, atBias] = [x, weight, bias].map(pointer);
  try {
    for (let row = 0; row < rows; row += height) {
      const there = Math.min(height, rows - row);
      const [indices, values, auxiliaryIndices, auxiliaryValues] = outputs.map((output, i) =>
        pointer(output) + 4 * row * widths[i]
      );
      multiply([{
        ...{ a: atX + 4 * row * depth, b: atWeight, bias: atBias, c: atPre },
        ...{ rows: there, columns: size, depth, transposeA: false, transposeB: true },
        ...{ lowest: -Infinity, highest: Infinity },
      }]);
      const matrix = { x: atPre, rows: there, columns: size };
      const bad = largestOfRows(matrix, { k: width, rectified, indices, values });
      if (bad >= 0) refuseNaN(row + bad);
      if (count === 0 || list === undefined) continue;
      const atList = pointer(list.info), entries = there * auxiliaryWidth;
      gatherRows(atPre, atList, 0, there, size, count, atDead);
      largestOfRows({ x: atDead, rows: there, columns: count }, {
        ...{ k: auxiliaryWidth, rectified: true },
        ...{ indices: auxiliaryIndices, values: auxiliaryValues },
      });
      // What topK has found are places in the list.
      gatherRows(atList, auxiliaryIndices, 0, 1, count, entries, auxiliaryIndices);
    }
  } finally {
    free(pre);
    free(deadPre);
  }
}

function refuseNaN(row: number): never {
  throw new RangeError(
    `Cannot encode row ${row} to a sparse code: a pre-activation is NaN, expected numbers; ` +
      "a lower learning rate or a bound on the gradient's norm keeps training finite",
  );
}
