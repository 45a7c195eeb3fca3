import type { TensorInfo } from "@tensorflow/tfjs";
import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { allocate, pointer } from "../heap/heap.ts";
import { multiply, type Product } from "./multiply.ts";

/** The order of the operands, and what becomes of each value of the product before it is stored. */
export interface ProductOptions {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** Added to every row [N]. */
  readonly bias?: TensorInfo | undefined;
  /** Values below are raised to this one. */
  readonly lowest?: number;
  /** Values above are lowered to this one. */
  readonly highest?: number;
}

/**
 * C = A B over the last two axes, in float32; the other axes broadcast.
 *
 * A [..., M, K] and B [..., K, N], or with their last axes swapped where the options say so, give
 * C [..., M, N]. Where few values of A are other than 0, those alone are multiplied. Throws a TypeError for another type, a RangeError for shapes that do not fit.
 */
export function matrixProduct(
  { a, b }: { a: TensorInfo; b: TensorInfo },
  { transposeA, transposeB, bias, lowest = -Infinity, highest = Infinity }: ProductOptions,
): TensorInfo {
  const { outer, rows, columns, depth } = checkShapes(a, b, transposeA, transposeB);
  const c = allocate([...outer, rows, columns]);
  if (sizeOf(c.shape) === 0) return c;
  const at = { a: pointer(a), b: pointer(b), c: pointer(c), bias: bias ? pointer(bias) : 0 };
  const rest = { bias: at.bias, transposeA, transposeB, lowest, highest };
  const product = (height: number, indexA: number, indexB: number, indexC: number): Product => ({
    a: at.a + 4 * rows * depth * indexA,
    b: at.b + 4 * columns * depth * indexB,
    c: at.c + 4 * rows * columns * indexC,
    ...{ ...rest, rows: height, columns, depth },
  });
  const outerA = a.shape.slice(0, -2), outerB = b.shape.slice(0, -2);
  if (!transposeA && sizeOf(outerB) === 1) {
    // One B for all: the matrices of A are rows of a single taller one.
    multiply([product(rows * sizeOf(outer), 0, 0, 0)]);
    return c;
  }
  const indicesA = broadcastIndices(outerA, outer), indicesB = broadcastIndices(outerB, outer);
  multiply(indicesA.map((indexA, i) => product(rows, indexA, indicesB[i], i)));
  return c;
}

function checkShapes(a: TensorInfo, b: TensorInfo, transposeA: boolean, transposeB: boolean) {
  if (a.dtype !== "float32" || b.dtype !== "float32") {
    throw new TypeError(
      `Cannot multiply matrices of type ${a.dtype} and ${b.dtype}: cast both to float32`,
    );
  }
  const refuse = (why: string): never => {
    throw new RangeError(
      `Cannot multiply ${formatShape(a.shape)}${transposeA ? " transposed" : ""} by ${
        formatShape(b.shape)
      }${transposeB ? " transposed" : ""}: ${why}`,
    );
  };
  if (a.shape.length < 2 || b.shape.length < 2) refuse("expected at least two axes each");
  const [rows, depth] = lastTwo(a.shape, transposeA);
  const [depthB, columns] = lastTwo(b.shape, transposeB);
  if (depth !== depthB) refuse(`expected equal inner axes, these are ${depth} and ${depthB}`);
  const outer = broadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  if (outer === undefined) return refuse("their outer axes do not broadcast");
  return { outer, rows, columns, depth };
}

function lastTwo(shape: Shape, transposed: boolean): [number, number] {
  const [first, second] = shape.slice(-2);
  return transposed ? [second, first] : [first, second];
}

/** The shape that two shapes broadcast to, aligned at their last axes; undefined if they do not. */
function broadcastShape(a: Shape, b: Shape): Shape | undefined {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let axis = 0; axis < rank; axis++) {
    const x = a[a.length - rank + axis] ?? 1, y = b[b.length - rank + axis] ?? 1;
    if (x !== y && x !== 1 && y !== 1) return undefined;
    shape.push(x === 1 ? y : x);
  }
  return shape;
}

/** For each position in the outer shape, the position in an operand that broadcasts to it. */
function broadcastIndices(operand: Shape, outer: Shape): number[] {
  let indices = [0];
  let operandSize = 1;
  for (let axis = outer.length - 1; axis >= 0; axis--) {
    const length = operand[operand.length - outer.length + axis] ?? 1;
    const inner = indices;
    indices = [];
    for (let i = 0; i < outer[axis]; i++) {
      for (const index of inner) indices.push((length === 1 ? 0 : i * operandSize) + index);
    }
    operandSize *= length;
  }
  return indices;
}
