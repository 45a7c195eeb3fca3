import { formatDimensions, mayEqual } from "../dimension.ts";
import {
  attribute,
  axisOf,
  choice,
  everyType,
  intOf,
  numeric,
  type Operator,
  positional,
} from "./operator.ts";

/** Operators that pick or place values by their positions. */
export const selection = {
  TopK: {
    since: 11,
    inputs: ["X: T", "K: int64"],
    outputs: ["Values: T", "Indices: I"],
    types: { T: numeric, I: ["int64"] },
    attributes: {
      axis: attribute("int", -1),
      largest: attribute("int", 1),
      sorted: attribute("int", 1),
    },
    shapes(call) {
      const [x] = call.shapes;
      const axis = axisOf(intOf(call, "axis"), x.length);
      const k = call.constant(1)?.[0] ?? null;
      const size = x[axis];
      if (k !== null && (k < 0 || (typeof size === "number" && k > size))) {
        throw new RangeError(`k = ${k} is outside axis ${axis} of ${formatDimensions(x)}`);
      }
      const shape = x.map((each, i) => i === axis ? k : each);
      return [shape, shape];
    },
  },
  Gather: {
    since: 13,
    inputs: ["data: T", "indices: Tind"],
    outputs: ["output: T"],
    types: { T: everyType, Tind: positional },
    attributes: { axis: attribute("int", 0) },
    shapes(call) {
      const [x, indices] = call.shapes;
      const axis = axisOf(intOf(call, "axis"), x.length);
      return [[...x.slice(0, axis), ...indices, ...x.slice(axis + 1)]];
    },
  },
  GatherElements: {
    since: 13,
    inputs: ["data: T", "indices: Tind"],
    outputs: ["output: T"],
    types: { T: everyType, Tind: positional },
    attributes: { axis: attribute("int", 0) },
    shapes(call) {
      const [x, indices] = call.shapes;
      axisOf(intOf(call, "axis"), x.length);
      return [indices];
    },
  },
  ScatterElements: {
    since: 16,
    inputs: ["data: T", "indices: Tind", "updates: T"],
    outputs: ["output: T"],
    types: { T: everyType, Tind: positional },
    attributes: { axis: attribute("int", 0), reduction: choice("none", "add", "mul") },
    shapes(call) {
      const [x, indices, updates] = call.shapes;
      axisOf(intOf(call, "axis"), x.length);
      if (
        x.length !== indices.length || indices.length !== updates.length ||
        !indices.every((size, i) => mayEqual(size, updates[i]))
      ) {
        throw new RangeError(
          `indices ${formatDimensions(indices)} and updates ${formatDimensions(updates)} ` +
            `do not fit ${formatDimensions(x)}`,
        );
      }
      return [x];
    },
  },
} as const satisfies Readonly<Record<string, Operator>>;
