import { broadcast, type Dimensions, formatDimensions, mayEqual } from "../dimension.ts";
import { likeFirst } from "./elementwise.ts";
import {
  attribute,
  axisOf,
  intOf,
  numeric,
  type Operator,
  type OperatorCall,
  real,
} from "./operator.ts";

/** Matrix products and normalisations. */
export const linear = {
  Gemm: {
    since: 13,
    inputs: ["A: T", "B: T", "C?: T"],
    outputs: ["Y: T"],
    types: { T: numeric },
    attributes: {
      alpha: attribute("float", 1),
      beta: attribute("float", 1),
      transA: attribute("int", 0),
      transB: attribute("int", 0),
    },
    shapes: gemm,
  },
  MatMul: {
    since: 13,
    inputs: ["A: T", "B: T"],
    outputs: ["Y: T"],
    types: { T: numeric },
    attributes: {},
    shapes: ({ shapes: [a, b] }) => [multiply(a, b)],
  },
  BatchNormalization: {
    since: 15,
    inputs: ["X: T", "scale: T1", "B: T1", "input_mean: T2", "input_var: T2"],
    outputs: ["Y: T", "running_mean?: T2", "running_var?: T2"],
    types: { T: real, T1: real, T2: real },
    attributes: {
      epsilon: attribute("float", Math.fround(1e-5)),
      momentum: attribute("float", Math.fround(0.9)),
      training_mode: attribute("int", 0),
    },
    shapes({ shapes: [x, ...channels], outputCount }) {
      if (x.length < 2) throw new RangeError(`${formatDimensions(x)} has no channels`);
      const [, size] = x;
      for (const shape of channels) {
        if (shape.length !== 1 || !mayEqual(shape[0], size)) {
          throw new RangeError(
            `statistics ${formatDimensions(shape)} do not fit axis 1 of ${formatDimensions(x)}`,
          );
        }
      }
      return [x, [size], [size]].slice(0, outputCount);
    },
  },
  LayerNormalization: {
    since: 17,
    inputs: ["X: T", "Scale: T", "B?: T"],
    outputs: ["Y: T", "Mean?: U", "InvStdDev?: U"],
    types: { T: real, U: real },
    attributes: {
      axis: attribute("int", -1),
      epsilon: attribute("float", Math.fround(1e-5)),
      stash_type: attribute("int", 1),
    },
    shapes(call) {
      const [x] = call.shapes;
      const axis = axisOf(intOf(call, "axis"), x.length);
      const reduced = x.map((size, i) => i < axis ? size : 1);
      return [x, reduced, reduced].slice(0, call.outputCount);
    },
    elementType: () => "float",
  },
  Softmax: softmax(),
  LogSoftmax: softmax(),
} as const satisfies Readonly<Record<string, Operator>>;

function softmax() {
  return {
    since: 13,
    inputs: ["input: T"],
    outputs: ["output: T"],
    types: { T: real },
    attributes: { axis: attribute("int", -1) },
    shapes(call: OperatorCall) {
      axisOf(intOf(call, "axis"), call.shapes[0].length);
      return likeFirst(call);
    },
  };
}

function gemm(call: OperatorCall): readonly Dimensions[] {
  const [a, b, c] = call.shapes;
  if (a.length !== 2 || b.length !== 2) {
    throw new RangeError(
      `shapes ${formatDimensions(a)} and ${formatDimensions(b)} are not two matrices`,
    );
  }
  const [rows, inner] = intOf(call, "transA") ? [a[1], a[0]] : a;
  const [innerB, columns] = intOf(call, "transB") ? [b[1], b[0]] : b;
  if (!mayEqual(inner, innerB)) throw mismatch(a, b);
  const output = [rows, columns];
  if (call.given(2)) {
    const sum = broadcast(output, c);
    if (sum.length > 2 || !sum.every((size, i) => mayEqual(size, output[i]))) {
      throw new RangeError(
        `bias ${formatDimensions(c)} does not broadcast to ${formatDimensions(output)}`,
      );
    }
  }
  return [output];
}

function multiply(a: Dimensions, b: Dimensions): Dimensions {
  if (a.length === 0 || b.length === 0) throw mismatch(a, b);
  const rows = a.length === 1 ? [] : [a[a.length - 2]];
  const columns = b.length === 1 ? [] : [b[b.length - 1]];
  if (!mayEqual(a[a.length - 1], b[Math.max(b.length - 2, 0)])) throw mismatch(a, b);
  return [...broadcast(a.slice(0, -2), b.slice(0, -2)), ...rows, ...columns];
}

function mismatch(a: Dimensions, b: Dimensions): RangeError {
  return new RangeError(
    `the inner sizes of ${formatDimensions(a)} and ${formatDimensions(b)} differ`,
  );
}
