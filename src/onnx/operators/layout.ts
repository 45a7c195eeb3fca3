import { broadcast, type Dimensions, formatDimensions, mayEqual, product } from "../dimension.ts";
import {
  attribute,
  axisOf,
  everyType,
  intOf,
  intsOf,
  type Operator,
  type OperatorCall,
  optional,
  required,
} from "./operator.ts";
import { reshape } from "./reshape.ts";

/** Operators that give values another shape or order. */
export const layout = {
  Flatten: {
    since: 13,
    inputs: ["input: T"],
    outputs: ["output: T"],
    types: { T: everyType },
    attributes: { axis: attribute("int", 1) },
    shapes(call) {
      const [x] = call.shapes;
      const cut = intOf(call, "axis");
      // Past the last axis is allowed, but not counted when counting from the back.
      const axis = axisOf(cut, cut < 0 ? x.length : x.length + 1);
      return [[product(x.slice(0, axis)), product(x.slice(axis))]];
    },
  },
  Reshape: {
    since: 14,
    inputs: ["data: T", "shape: int64"],
    outputs: ["reshaped: T"],
    types: { T: everyType },
    attributes: { allowzero: attribute("int", 0) },
    shapes: (call) => [
      reshape(call.shapes[0], call.constant(1), {
        length: call.shapes[1][0],
        allowZero: intOf(call, "allowzero") !== 0,
      }),
    ],
  },
  Transpose: {
    since: 13,
    inputs: ["data: T"],
    outputs: ["transposed: T"],
    types: { T: everyType },
    attributes: { perm: optional("ints") },
    shapes(call) {
      const [x] = call.shapes;
      const perm = intsOf(call, "perm") ?? x.map((_, i) => x.length - 1 - i);
      if (perm.length !== x.length || !x.every((_, i) => perm.includes(i))) {
        throw new RangeError(`perm [${perm}] does not permute ${formatDimensions(x)}`);
      }
      return [perm.map((axis) => x[axis])];
    },
  },
  Unsqueeze: {
    since: 13,
    inputs: ["data: T", "axes: int64"],
    outputs: ["expanded: T"],
    types: { T: everyType },
    attributes: {},
    shapes(call) {
      const [x] = call.shapes;
      const axes = call.constant(1);
      if (axes === undefined) return [undefined];
      const rank = x.length + axes.length;
      const added = axes.map((axis) => axisOf(axis, rank));
      if (new Set(added).size !== added.length) throw new RangeError(`axes [${axes}] repeat`);
      const rest = [...x];
      return [
        Array.from({ length: rank }, (_, i) => added.includes(i) ? 1 : rest.shift() ?? null),
      ];
    },
  },
  Squeeze: {
    since: 13,
    inputs: ["data: T", "axes?: int64"],
    outputs: ["squeezed: T"],
    types: { T: everyType },
    attributes: {},
    shapes: (call) => [squeeze(call)],
  },
  Expand: {
    since: 13,
    inputs: ["input: T", "shape: int64"],
    outputs: ["output: T"],
    types: { T: everyType },
    attributes: {},
    shapes(call) {
      const target = call.constant(1);
      return [target && broadcast(call.shapes[0], target)];
    },
  },
  Shape: {
    since: 15,
    inputs: ["data: T"],
    outputs: ["shape: T1"],
    types: { T: everyType, T1: ["int64"] },
    attributes: { start: attribute("int", 0), end: optional("int") },
    shapes(call) {
      const rank = call.shapes[0].length;
      const clamp = (axis: number) => Math.min(Math.max(axis < 0 ? axis + rank : axis, 0), rank);
      const end = call.attribute("end") as number | undefined;
      return [[Math.max(clamp(end ?? rank) - clamp(intOf(call, "start")), 0)]];
    },
  },
  Constant: {
    since: 13,
    inputs: [],
    outputs: ["output: T"],
    types: { T: everyType },
    attributes: { value: required("tensor") },
    // The checker knows the tensor and so the shape; nothing else can be inferred here.
    shapes: () => [undefined],
  },
} as const satisfies Readonly<Record<string, Operator>>;

function squeeze(call: OperatorCall): Dimensions | undefined {
  const [x] = call.shapes;
  const given = call.given(1) ? call.constant(1) : [];
  // ONNX Runtime takes a list of no axes for one that is left out.
  const takesAll = given?.length === 0;
  if (given === undefined || (takesAll && x.some((size) => typeof size !== "number"))) {
    return undefined;
  }
  const axes = takesAll
    ? x.flatMap((size, i) => size === 1 ? [i] : [])
    : given.map((axis) => axisOf(axis, x.length));
  const wrong = axes.find((axis) => !mayEqual(x[axis], 1));
  if (wrong !== undefined) {
    throw new RangeError(`axis ${wrong} of ${formatDimensions(x)} is not of size 1`);
  }
  return x.filter((_, i) => !axes.includes(i));
}
