import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkTensors } from "../heap/check_tensors.ts";
import { allocate, free, pointer, routines } from "../heap/heap.ts";
import { largestOfRows } from "./largest_of_rows.ts";

/** tfjs has a kernel `TopK`, which has no gradient and does not rectify: this is another. */
const NAME = "SparseTopK";
const GRADIENT_NAME = "SparseTopKGradient";

/**
 * A code of which only k entries of each row are kept: the others are 0.
 *
 * No interface, so that `tf.tidy` and `tf.dispose` take it.
 */
export type SparseCode = {
  /** The places of the entries, int32 [B, k]. */
  readonly indices: tf.Tensor2D;
  /** Their values, float32 [B, k]. */
  readonly values: tf.Tensor2D;
  /** N, the entries of a row of the dense code [B, N]. */
  readonly size: number;
};

/** The number of entries of a row that are kept, and what becomes of those below 0. */
export interface TopKOptions {
  /** From 1 to the size of a row. */
  readonly k: number;
  /** True to make 0 of what is below 0; false unless given. */
  readonly rectified?: boolean | undefined;
}

/** The attributes of both kernels. */
type TopKAttrs = { readonly k: number; readonly rectified: boolean; readonly columns: number };

/**
 * The k largest pre-activations of each row of x [B, N] as a sparse code, by falling value, equal
 * ones by rising index.
 *
 * Where rectified, the same are chosen in the same order, and values below 0 are then 0. Their
 * gradient goes to the chosen pre-activations, to rectified ones none; there are no second
 * derivatives. Throws a RangeError for another rank than 2, where k is not a whole number from 1 to
 * N, and for a row with a NaN; a TypeError for another type than float32. Makhzani and Frey,
 * "k-sparse autoencoders", 2013; Gao et al., "Scaling and evaluating sparse autoencoders", 2024.
 *
 * @example
 * ```ts
 * import * as tf from "@tensorflow/tfjs";
 * import { readKernels, startBackend, topK } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const { indices, values } = topK(tf.tensor2d([[0.5, 3, -1, 2]]), { k: 2 });
 * assertEquals([await indices.array(), await values.array()], [[[1, 3]], [[3, 2]]]);
 * ```
 */
export function topK(x: tf.Tensor, { k, rectified = false }: TopKOptions): SparseCode {
  const action = `take the ${k} largest values of each row`;
  checkTensors(action, { x });
  if (x.shape.length !== 2) {
    throw new RangeError(
      `Cannot ${action}: x has shape ${formatShape(x.shape)}, expected two axes`,
    );
  }
  const columns = x.shape[1];
  if (!Number.isInteger(k) || k < 1 || k > columns) {
    throw new RangeError(
      `Cannot ${action}: x has shape ${formatShape(x.shape)}, ` +
        `expected k to be a whole number from 1 to ${columns}`,
    );
  }
  const outputs = tf.engine().runKernel(NAME, { x }, { k, rectified, columns });
  const [indices, values] = outputs as tf.Tensor[] as tf.Tensor2D[];
  return { indices, values, size: columns };
}

/** Makes `topK` and its gradient kernels that tfjs knows. */
export function registerTopK(): void {
  tf.registerKernel({
    kernelName: NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => largest(inputs.x as tf.TensorInfo, attrs as TopKAttrs),
  });
  tf.registerKernel({
    kernelName: GRADIENT_NAME,
    backendName: "wasm",
    kernelFunc: ({ inputs, attrs }) => scatter(inputs as GradientInputs, attrs as TopKAttrs),
  });
  tf.registerGradient({
    kernelName: NAME,
    outputsToSave: [true, true],
    gradFunc(dy, [indices, values], attrs) {
      const [, byValues] = dy as tf.Tensor[];
      const inputs = { dy: byValues, indices, values };
      return { x: () => tf.engine().runKernel(GRADIENT_NAME, inputs, attrs) as tf.Tensor };
    },
  });
}

function largest(x: tf.TensorInfo, { k, rectified, columns }: TopKAttrs): tf.TensorInfo[] {
  const [rows] = x.shape;
  const indices = allocate([rows, k], "int32"), values = allocate([rows, k]);
  const [from, to, toValues] = [x, indices, values].map(pointer);
  const places = { k, rectified, indices: to, values: toValues };
  const bad = largestOfRows({ x: from, rows, columns }, places);
  if (bad >= 0) {
    free(indices);
    free(values);
    throw new RangeError(
      `Cannot take the ${k} largest values of row ${bad}: it holds NaN, expected numbers; ` +
        "a lower learning rate or a bound on the gradient's norm keeps training finite",
    );
  }
  return [indices, values];
}

type GradientInputs = { dy: tf.TensorInfo; indices: tf.TensorInfo; values: tf.TensorInfo };

function scatter(
  { dy, indices, values }: GradientInputs,
  { k, rectified, columns }: TopKAttrs,
): tf.TensorInfo {
  const [rows] = indices.shape;
  const dx = allocate([rows, columns]);
  routines().scatterRows(
    pointer(dy),
    pointer(indices),
    rectified ? pointer(values) : 0,
    rows,
    columns,
    k,
    pointer(dx),
  );
  return dx;
}
