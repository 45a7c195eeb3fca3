import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createGraph, type OperatorName } from "../../src/onnx/mod.ts";
import { operators } from "../../src/onnx/operators.ts";
import { evaluate, runtimes } from "./runtimes.ts";

/** An input: floats of a shape, integers, or "" for one left out. */
type Input = [shape: number[], values: number[]] | { integers: number[] } | "";

interface Case {
  inputs: Input[];
  attributes?: Record<string, unknown>;
  /** The number of outputs that the node has, of which the last is looked at; 1 by default. */
  outputs?: number;
  shape: number[];
  values: number[];
}

const integers = (...values: number[]): Input => ({ integers: values });
const range = (count: number, scale = 1) => Array.from({ length: count }, (_, i) => i * scale);
const x = [-2, -0.5, 0, 0.25, 1.5, 3];
const positive = [0.25, 0.5, 1, 2, 3, 4];
const unary = (f: (x: number) => number, values = x, attributes = {}): Case => ({
  inputs: [[[2, 3], values]],
  attributes,
  shape: [2, 3],
  values: values.map(f),
});
const pairs = (f: (a: number, b: number) => number): Case => ({
  inputs: [[[2, 3], x], [[3], [1, 2, 0.25]]],
  shape: [2, 3],
  values: x.map((a, i) => f(a, [1, 2, 0.25][i % 3])),
});
/** The error function by its Taylor series, enough terms for |x| up to 3. */
const erf = (x: number) => {
  let term = x, sum = x;
  for (let n = 1; n < 60; n++) sum += (term *= -x * x / n) / (2 * n + 1);
  return sum * 2 / Math.sqrt(Math.PI);
};
const softmax = (row: number[]) => {
  const total = row.reduce((sum, v) => sum + Math.exp(v), 0);
  return row.map((v) => Math.exp(v) / total);
};
const softmaxRows = [...softmax(x.slice(0, 3)), ...softmax(x.slice(3))];
const [scale, alpha] = [1.0507009873554805, 1.6732632423543772];
const image = range(16);

const cases: Record<OperatorName, Case> = {
  Relu: unary((v) => Math.max(v, 0)),
  LeakyRelu: unary((v) => v < 0 ? 0.2 * v : v, x, { alpha: 0.2 }),
  PRelu: pairs((a, b) => a < 0 ? a * b : a),
  Elu: unary((v) => v < 0 ? Math.expm1(v) : v),
  Selu: unary((v) => v < 0 ? scale * alpha * Math.expm1(v) : scale * v),
  Sigmoid: unary((v) => 1 / (1 + Math.exp(-v))),
  HardSigmoid: unary((v) => Math.min(1, Math.max(0, 0.2 * v + 0.5))),
  Tanh: unary(Math.tanh),
  Softplus: unary((v) => Math.log1p(Math.exp(v))),
  Softsign: unary((v) => v / (1 + Math.abs(v))),
  Erf: unary(erf),
  Exp: unary(Math.exp),
  Log: unary(Math.log, positive),
  Sqrt: unary(Math.sqrt, positive),
  Abs: unary(Math.abs),
  Neg: unary((v) => -v),
  Sign: unary(Math.sign),
  Floor: unary(Math.floor),
  Round: unary((v) => [-2, 0, 0, 0, 2, 3][x.indexOf(v)]),
  Identity: unary((v) => v),
  Not: unary((v) => v ? 0 : 1),
  Clip: { ...unary((v) => Math.min(1, v)), inputs: [[[2, 3], x], "", [[], [1]]] },
  Cast: unary(Math.trunc, x, { to: 7 }),
  Add: pairs((a, b) => a + b),
  Sub: pairs((a, b) => a - b),
  Mul: pairs((a, b) => a * b),
  Div: pairs((a, b) => a / b),
  Pow: {
    inputs: [[[2, 3], positive], [[], [1.5]]],
    shape: [2, 3],
    values: positive.map((v) => v ** 1.5),
  },
  Max: pairs(Math.max),
  Min: pairs(Math.min),
  Greater: pairs((a, b) => Number(a > b)),
  GreaterOrEqual: pairs((a, b) => Number(a >= b)),
  Less: pairs((a, b) => Number(a < b)),
  Equal: pairs((a, b) => Number(a === b)),
  And: pairs((a, b) => Number(a !== 0 && b !== 0)),
  Where: {
    inputs: [[[2, 3], x], [[3], [1, 2, 3]], [[], [9]]],
    shape: [2, 3],
    values: x.map((v, i) => v ? i % 3 + 1 : 9),
  },
  Gemm: {
    inputs: [[[2, 3], x], [[2, 3], [1, 2, 3, 4, 5, 6]], [[2], [10, 20]]],
    attributes: { transB: 1, alpha: 2, beta: 0.5 },
    shape: [2, 2],
    values: [[0, 0], [0, 1], [1, 0], [1, 1]].map(([row, column]) => {
      const dot = [0, 1, 2].reduce((sum, k) => sum + x[row * 3 + k] * (column * 3 + k + 1), 0);
      return 2 * dot + 0.5 * [10, 20][column];
    }),
  },
  MatMul: {
    inputs: [[[1, 2, 3], x], [[3, 1], [1, 2, 3]]],
    shape: [1, 2, 1],
    values: [-3, 12.25],
  },
  BatchNormalization: {
    inputs: [[[3, 2], x], [[2], [1, 2]], [[2], [0.5, -1]], [[2], [1, 2]], [[2], [4, 9]]],
    attributes: { epsilon: 0.25 },
    shape: [3, 2],
    values: x.map((v, i) =>
      i % 2 ? 2 * (v - 2) / Math.sqrt(9.25) - 1 : (v - 1) / Math.sqrt(4.25) + 0.5
    ),
  },
  LayerNormalization: {
    inputs: [[[1, 3], [1, 2, 6]], [[3], [1, 1, 2]], [[3], [0, 1, 0]]],
    attributes: { epsilon: 1 },
    shape: [1, 3],
    values: [-2, -1, 6].map((v, i) => v / Math.sqrt(17 / 3) + (i === 1 ? 1 : 0)),
  },
  Softmax: { inputs: [[[2, 3], x]], shape: [2, 3], values: softmaxRows },
  LogSoftmax: { inputs: [[[2, 3], x]], shape: [2, 3], values: softmaxRows.map(Math.log) },
  Flatten: { inputs: [[[1, 2, 3], x]], attributes: { axis: 2 }, shape: [2, 3], values: x },
  Reshape: { inputs: [[[2, 3], x], integers(3, -1)], shape: [3, 2], values: x },
  Transpose: {
    inputs: [[[2, 3], x]],
    attributes: { perm: [1, 0] },
    shape: [3, 2],
    values: [0, 3, 1, 4, 2, 5].map((i) => x[i]),
  },
  Unsqueeze: { inputs: [[[6], x], integers(0, -1)], shape: [1, 6, 1], values: x },
  Squeeze: { inputs: [[[1, 6, 1], x], integers(0)], shape: [6, 1], values: x },
  Expand: { inputs: [[[2, 1], [1, 2]], integers(2, 2)], shape: [2, 2], values: [1, 1, 2, 2] },
  Shape: { inputs: [[[2, 3], x]], shape: [2], values: [2, 3] },
  Constant: { inputs: [], shape: [2], values: [5, 6] },
  Concat: {
    inputs: [[[2, 1], [1, 2]], [[2, 2], [3, 4, 5, 6]]],
    attributes: { axis: 1 },
    shape: [2, 3],
    values: [1, 3, 4, 2, 5, 6],
  },
  Split: {
    inputs: [[[2, 3], range(6)], integers(1, 2)],
    attributes: { axis: 1 },
    outputs: 2,
    shape: [2, 2],
    values: [1, 2, 4, 5],
  },
  Slice: {
    inputs: [[[6], range(6)], integers(4), integers(0), integers(0), integers(-2)],
    shape: [2],
    values: [4, 2],
  },
  Pad: {
    inputs: [[[1, 2], [1, 2]], integers(0, 1, 0, 2), [[], [9]]],
    shape: [1, 5],
    values: [9, 1, 2, 9, 9],
  },
  Conv: {
    inputs: [[[1, 1, 4, 4], image], [[1, 1, 3, 3], Array(9).fill(1)], [[1], [0.5]]],
    attributes: { pads: [1, 1, 1, 1], strides: [2, 2] },
    shape: [1, 1, 2, 2],
    values: [10, 24, 51, 90].map((v) => v + 0.5),
  },
  ConvTranspose: {
    inputs: [[[1, 1, 2, 2], [1, 2, 3, 4]], [[1, 1, 2, 2], [1, 10, 100, 1000]]],
    attributes: { strides: [2, 2] },
    shape: [1, 1, 4, 4],
    values: [1, 10, 2, 20, 100, 1000, 200, 2000, 3, 30, 4, 40, 300, 3000, 400, 4000],
  },
  MaxPool: {
    inputs: [[[1, 1, 4, 4], image]],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    shape: [1, 1, 2, 2],
    values: [5, 7, 13, 15],
  },
  AveragePool: {
    inputs: [[[1, 1, 4, 4], image]],
    attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    shape: [1, 1, 2, 2],
    values: [2.5, 4.5, 10.5, 12.5],
  },
  GlobalAveragePool: { inputs: [[[1, 1, 4, 4], image]], shape: [1, 1, 1, 1], values: [7.5] },
  Resize: {
    inputs: [[[1, 1, 1, 2], [1, 2]], "", [[4], [1, 1, 2, 2]]],
    attributes: {
      mode: "nearest",
      coordinate_transformation_mode: "asymmetric",
      nearest_mode: "floor",
    },
    shape: [1, 1, 2, 4],
    values: [1, 1, 2, 2, 1, 1, 2, 2],
  },
  ReduceSum: {
    inputs: [[[2, 3], range(6)], integers(1)],
    attributes: { keepdims: 0 },
    shape: [2],
    values: [3, 12],
  },
  ReduceMean: {
    inputs: [[[2, 3], range(6)]],
    attributes: { axes: [0] },
    shape: [1, 3],
    values: [1.5, 2.5, 3.5],
  },
  ReduceMax: { inputs: [[[2, 3], x]], shape: [1, 1], values: [3] },
  ArgMax: { inputs: [[[2, 3], x]], attributes: { axis: 1 }, shape: [2, 1], values: [2, 2] },
  TopK: {
    inputs: [[[2, 3], x], integers(2)],
    outputs: 2,
    shape: [2, 2],
    values: [2, 1, 2, 1],
  },
  Gather: {
    inputs: [[[2, 3], x], integers(2, 0)],
    attributes: { axis: 1 },
    shape: [2, 2],
    values: [0, -2, 3, 0.25],
  },
  GatherElements: { inputs: [[[6], x], integers(5, -6)], shape: [2], values: [3, -2] },
  ScatterElements: {
    inputs: [[[6], Array(6).fill(0)], integers(4, 1), [[2], [7, 8]]],
    shape: [6],
    values: [0, 8, 0, 0, 7, 0],
  },
};

/** Inputs that must be bool come of a comparison. */
const boolInputs: Partial<Record<OperatorName, number[]>> = { Not: [0], And: [0, 1], Where: [0] };

function graphOf(name: OperatorName, { inputs, attributes, outputs = 1, shape }: Case) {
  const graph = createGraph(name);
  // An input that takes part, so that the runtime does not fold the graph away when it loads.
  const zero = graph.input("zero", [1]);
  const values = inputs.map((input, i) => {
    if (input === "") return "";
    if (!Array.isArray(input)) return graph.integers(input.integers);
    const [shape, numbers] = input;
    const stored = graph.initializer(`x${i}`, { shape, values: Float32Array.from(numbers) });
    // Weights and scales must be constants; the first input is computed.
    if (i > 0 && !boolInputs[name]?.includes(i)) return stored;
    const flat = graph.node("Reshape", [stored, graph.integers([-1])]);
    const live = graph.node("Reshape", [graph.node("Add", [flat, zero]), graph.integers(shape)]);
    if (!boolInputs[name]?.includes(i)) return live;
    return graph.node("Cast", [live], { attributes: { to: 9 } });
  });
  const tensor = { dims: [2], dataType: 1, rawData: new Uint8Array(Float32Array.of(5, 6).buffer) };
  const names = Array.from({ length: outputs }, (_, i) => `y${i}`);
  graph.node(name, values, {
    name,
    outputs: names,
    attributes: name === "Constant" ? { value: tensor } : attributes ?? {},
  });
  graph.output(names[outputs - 1], "y", shape);
  return graph;
}

for (const runtime of Object.keys(runtimes) as (keyof typeof runtimes)[]) {
  Deno.test(`every operator of the table computes in ${runtime} what its formula says`, async () => {
    for (const name of Object.keys(operators) as OperatorName[]) {
      const { shape, values } = await evaluate(runtime, graphOf(name, cases[name]));
      assertEquals(shape, cases[name].shape, name);
      cases[name].values.forEach((expected, i) =>
        assertAlmostEquals(values[i], expected, 1e-5 * Math.max(1, Math.abs(expected)), name)
      );
    }
  });
}
