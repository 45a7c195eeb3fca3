import { type Dimensions, formatDimensions } from "../dimension.ts";
import {
  attribute,
  axisOf,
  intOf,
  intsOf,
  numeric,
  type Operator,
  type OperatorCall,
  optional,
} from "./operator.ts";

const keepdims = attribute("int", 1);

/** Operators that sum up the values along axes in one. */
export const reduction = {
  ReduceSum: {
    since: 13,
    inputs: ["data: T", "axes?: int64"],
    outputs: ["reduced: T"],
    types: { T: numeric },
    attributes: { keepdims, noop_with_empty_axes: attribute("int", 0) },
    shapes(call) {
      const axes = call.given(1) ? call.constant(1) : [];
      if (axes?.length === 0 && intOf(call, "noop_with_empty_axes")) return [call.shapes[0]];
      return [axes && reduce(call, axes)];
    },
  },
  ReduceMean: reduceAxes(),
  ReduceMax: reduceAxes(),
  ArgMax: {
    since: 13,
    inputs: ["data: T"],
    outputs: ["reduced: int64"],
    types: { T: numeric },
    attributes: {
      axis: attribute("int", 0),
      keepdims,
      select_last_index: attribute("int", 0),
    },
    shapes(call) {
      const [x] = call.shapes, axis = axisOf(intOf(call, "axis"), x.length);
      if (x[axis] === 0) throw new RangeError(`axis ${axis} of ${formatDimensions(x)} is empty`);
      return [reduce(call, [axis])];
    },
  },
} as const satisfies Readonly<Record<string, Operator>>;

function reduceAxes() {
  return {
    since: 13,
    inputs: ["data: T"],
    outputs: ["reduced: T"],
    types: { T: numeric },
    attributes: { axes: optional("ints"), keepdims },
    shapes: (call: OperatorCall) => [reduce(call, intsOf(call, "axes") ?? [])],
  };
}

/** The shape without the axes, or with them as 1; no axes stands for all. */
function reduce(call: OperatorCall, axes: readonly number[]): Dimensions {
  const [x] = call.shapes;
  const gone = axes.length === 0 ? x.map((_, i) => i) : axes.map((axis) => axisOf(axis, x.length));
  return intOf(call, "keepdims")
    ? x.map((size, i) => gone.includes(i) ? 1 : size)
    : x.filter((_, i) => !gone.includes(i));
}
