import { sizeOf } from "../../core/shape.ts";
import { intOf, type LiteCall, type LiteOperator, valueOf } from "../lite_call.ts";
import { broadcastStrides, positionsOf } from "../positions.ts";

/** Operators that make each value from those at the same place. */
export const elementwise = {
  Add: arithmetic(0, (a, b) => a + b),
  Sub: arithmetic(1, (a, b) => a - b),
  Mul: arithmetic(2, (a, b) => a * b),
  Div: { floats: true, ...pairwise((a, b) => a / b) },
  Sqrt: unary(() => Math.sqrt),
  GreaterOrEqual: { floats: true, ...pairwise((a, b) => Number(a >= b)) },
  Equal: pairwise((a, b) => Number(a === b)),
  Where: {
    prepare(call) {
      const [condition, x, y] = [0, 1, 2].map((i) => valueOf(call.inputs, i));
      const out = valueOf(call.outputs, 0);
      const [c, a, b] = [condition, x, y].map(({ shape }) =>
        positionsOf(out.shape, {
          strides: broadcastStrides(shape, out.shape),
          engine: call.engine,
        })
      );
      return () => {
        for (let i = 0; i < c.length; i++) {
          out.values[i] = condition.values[c[i]] ? x.values[a[i]] : y.values[b[i]];
        }
      };
    },
  },
  Relu: compiled("relu"),
  LeakyRelu: unary((call) => {
    const alpha = intOf(call, "alpha");
    return (x) => x < 0 ? alpha * x : x;
  }),
  Elu: unary((call) => {
    const alpha = intOf(call, "alpha");
    return (x) => x < 0 ? alpha * Math.expm1(x) : x;
  }),
  Selu: unary((call) => {
    const alpha = intOf(call, "alpha"), gamma = intOf(call, "gamma");
    return (x) => gamma * (x < 0 ? alpha * Math.expm1(x) : x);
  }),
  Erf: unary(() => erf),
  Sigmoid: compiled("sigmoid"),
  Softplus: unary(() => (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))),
  Tanh: compiled("tanh"),
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** The operator that a kernel applies to each value. */
function compiled(name: "relu" | "sigmoid" | "tanh"): LiteOperator {
  return {
    floats: true,
    inPlace: true,
    prepare({ inputs, outputs, engine: { kernels } }) {
      const { at: x } = valueOf(inputs, 0), { at: y, shape } = valueOf(outputs, 0);
      const count = sizeOf(shape), kernel = kernels[name];
      return () => kernel(x, count, y);
    },
  };
}

function unary(functionOf: (call: LiteCall) => (x: number) => number): LiteOperator {
  return {
    floats: true,
    inPlace: true,
    prepare(call) {
      const { values: x } = valueOf(call.inputs, 0), { values: y } = valueOf(call.outputs, 0);
      const f = functionOf(call);
      return () => {
        for (let i = 0; i < y.length; i++) y[i] = f(x[i]);
      };
    },
  };
}

/** A kernel where each side has all values or one, elsewhere `f` of each pair. */
function arithmetic(operation: number, f: (a: number, b: number) => number): LiteOperator {
  const plain = pairwise(f);
  return {
    floats: true,
    prepare(call) {
      const [a, b] = [0, 1].map((i) => valueOf(call.inputs, i));
      const y = valueOf(call.outputs, 0), count = sizeOf(y.shape);
      const sizes = [a, b].map(({ shape }) => sizeOf(shape));
      if (sizes.some((size) => size !== count && size !== 1)) return plain.prepare(call);
      const [stepA, stepB] = sizes.map((size) => Number(size === count));
      const { kernels } = call.engine;
      return () => kernels.pairwise(operation, a.at, stepA, b.at, stepB, count, y.at);
    },
  };
}

function pairwise(f: (a: number, b: number) => number): Required<Pick<LiteOperator, "prepare">> {
  return {
    prepare({ inputs, outputs, engine }) {
      const a = valueOf(inputs, 0), b = valueOf(inputs, 1), y = valueOf(outputs, 0);
      const left = a.values, right = b.values, out = y.values;
      if (left.length === out.length && right.length === out.length) {
        return () => {
          for (let i = 0; i < out.length; i++) out[i] = f(left[i], right[i]);
        };
      }
      const [atLeft, atRight] = [a, b].map(({ shape }) =>
        positionsOf(y.shape, { strides: broadcastStrides(shape, y.shape), engine })
      );
      return () => {
        for (let i = 0; i < out.length; i++) out[i] = f(left[atLeft[i]], right[atRight[i]]);
      };
    },
  };
}

/**
 * The error function within 1.5e-7 (Abramowitz and Stegun, "Handbook of mathematical functions",
 * 1964, 7.1.26).
 */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const tail = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t +
    0.254829592) * t;
  return Math.sign(x) * (1 - tail * Math.exp(-x * x));
}
