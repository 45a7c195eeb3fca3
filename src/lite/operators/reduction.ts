import { sizeOf } from "../../core/shape.ts";
import {
  aroundAxis,
  intOf,
  type LiteCall,
  type LiteOperator,
  mustBe,
  valueOf,
} from "../lite_call.ts";
import { positionsOf, stridesOf } from "../positions.ts";

/** Operators that sum up values along axes. */
export const reduction = {
  ReduceSum: {
    floats: true,
    prepare(call) {
      mustBe(call, "noop_with_empty_axes", 0);
      const axes = call.constant(1) ?? [];
      return reduce(call, { axes, from: 0, join: (sum, value) => sum + value });
    },
  },
  ReduceMax: {
    floats: true,
    prepare(call) {
      const axes = call.attribute("axes") as readonly number[] ?? [];
      return reduce(call, { axes, from: -Infinity, join: Math.max });
    },
  },
  GlobalAveragePool: {
    floats: true,
    prepare(call) {
      const { shape } = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0).values;
      const axes = shape.map((_, axis) => axis).slice(2), count = sizeOf(shape.slice(2));
      const sum = reduce(call, { axes, from: 0, join: (sum, value) => sum + value });
      return () => {
        sum();
        for (let i = 0; i < y.length; i++) y[i] /= count;
      };
    },
  },
  Softmax: {
    floats: true,
    prepare(call) {
      const { shape, values: x } = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0).values;
      const { outer, size, inner } = aroundAxis(shape, intOf(call, "axis"));
      return () => {
        for (let i = 0; i < outer * inner; i++) {
          const first = Math.floor(i / inner) * size * inner + i % inner;
          let largest = -Infinity, sum = 0;
          for (let k = 0; k < size; k++) largest = Math.max(largest, x[first + k * inner]);
          for (let k = 0; k < size; k++) {
            sum += y[first + k * inner] = Math.exp(x[first + k * inner] - largest);
          }
          for (let k = 0; k < size; k++) y[first + k * inner] /= sum;
        }
      };
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

/** Joins all values along the axes, in double precision; no axes stands for all. */
function reduce(
  call: LiteCall,
  { axes, from, join }: {
    axes: readonly number[];
    from: number;
    join: (joined: number, value: number) => number;
  },
): () => void {
  const { shape, values: x } = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0).values;
  const gone = axes.length === 0
    ? shape.map((_, i) => i)
    : axes.map((axis) => axis < 0 ? axis + shape.length : axis);
  const kept = stridesOf(shape.map((size, i) => gone.includes(i) ? 1 : size));
  const strides = kept.map((stride, i) => gone.includes(i) ? 0 : stride);
  const positions = positionsOf(shape, { strides, engine: call.engine });
  call.engine.reserve(2 * y.length);
  const joined = new Float64Array(y.length);
  return () => {
    joined.fill(from);
    for (let i = 0; i < positions.length; i++) {
      joined[positions[i]] = join(joined[positions[i]], x[i]);
    }
    y.set(joined);
  };
}
