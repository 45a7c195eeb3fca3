import {
  definite,
  type Dimension,
  type Dimensions,
  formatDimensions,
  mayEqual,
} from "../dimension.ts";
import {
  attribute,
  axisOf,
  choice,
  everyType,
  intOf,
  type Operator,
  type OperatorCall,
  positional,
  required,
} from "./operator.ts";

/** Operators that join values along an axis, cut them or pad them. */
export const joining = {
  Concat: {
    since: 13,
    inputs: ["inputs*: T"],
    outputs: ["concat_result: T"],
    types: { T: everyType },
    attributes: { axis: required("int") },
    shapes: (call) => [concat(call)],
  },
  Split: {
    since: 13,
    inputs: ["input: T", "split?: int64"],
    outputs: ["outputs*: T"],
    types: { T: everyType },
    attributes: { axis: attribute("int", 0) },
    shapes: split,
  },
  Slice: {
    since: 13,
    inputs: ["data: T", "starts: Tind", "ends: Tind", "axes?: Tind", "steps?: Tind"],
    outputs: ["output: T"],
    types: { T: everyType, Tind: positional },
    attributes: {},
    shapes: (call) => [slice(call)],
  },
  Pad: {
    since: 13,
    inputs: ["data: T", "pads: int64", "constant_value?: T"],
    outputs: ["output: T"],
    types: { T: everyType },
    attributes: { mode: choice("constant", "reflect", "edge") },
    shapes(call) {
      const [x] = call.shapes;
      const pads = call.constant(1);
      if (pads === undefined) return [x.map(() => null)];
      if (pads.length !== 2 * x.length) {
        throw new RangeError(`pads [${pads}] are not two for each axis of ${formatDimensions(x)}`);
      }
      return [x.map((size, i) => {
        const more = pads[i] + pads[i + x.length];
        return more === 0 ? size : typeof size === "number" ? size + more : null;
      })];
    },
  },
} as const satisfies Readonly<Record<string, Operator>>;

function concat(call: OperatorCall): Dimensions {
  const [first, ...others] = call.shapes;
  const axis = axisOf(intOf(call, "axis"), first.length);
  const joined: Dimension[] = [...first];
  for (const shape of others) {
    if (shape.length !== first.length) {
      throw new RangeError(
        `${formatDimensions(first)} and ${formatDimensions(shape)} differ in rank`,
      );
    }
    shape.forEach((size, i) => {
      const before = joined[i];
      if (i === axis) {
        joined[i] = typeof before === "number" && typeof size === "number" ? before + size : null;
      } else if (mayEqual(before, size)) {
        joined[i] = definite(before, size);
      } else {
        throw new RangeError(
          `${formatDimensions(first)} and ${formatDimensions(shape)} differ off axis ${axis}`,
        );
      }
    });
  }
  return joined;
}

function split(call: OperatorCall): readonly Dimensions[] {
  const [x] = call.shapes;
  const axis = axisOf(intOf(call, "axis"), x.length);
  const whole = x[axis];
  const count = call.outputCount;
  const sizes = call.given(1)
    ? call.constant(1)
    : typeof whole === "number" && whole % count === 0
    ? Array.from({ length: count }, () => whole / count)
    : undefined;
  if (sizes !== undefined) {
    const sum = sizes.reduce((a, b) => a + b, 0);
    if (sizes.length !== count || !mayEqual(sum, whole)) {
      throw new RangeError(`sizes [${sizes}] do not cut ${formatDimensions(x)} into ${count}`);
    }
  }
  return Array.from(
    { length: count },
    (_, part) => x.map((size, i) => i === axis ? sizes?.[part] ?? null : size),
  );
}

/** The end of a cut that goes as far as it can. */
const FARTHEST = 2 ** 31 - 1;

function slice(call: OperatorCall): Dimensions {
  const [x] = call.shapes;
  const starts = call.constant(1);
  const ends = call.constant(2);
  const axes = call.given(3) ? call.constant(3) : starts?.map((_, i) => i);
  const steps = call.given(4) ? call.constant(4) : starts?.map(() => 1);
  if (!starts || !ends || !axes || !steps) return x.map(() => null);
  if (ends.length !== starts.length || axes.length !== starts.length) {
    throw new RangeError(`starts [${starts}], ends [${ends}] and axes [${axes}] differ in length`);
  }
  if (steps.length !== starts.length) {
    throw new RangeError(`starts [${starts}] and steps [${steps}] differ in length`);
  }
  const shape: Dimension[] = [...x], cut = new Set<number>();
  axes.forEach((each, i) => {
    const axis = axisOf(each, x.length);
    if (cut.has(axis)) throw new RangeError(`axes [${axes}] repeat`);
    cut.add(axis);
    const size = x[axis];
    const step = steps[i];
    if (step === 0) throw new RangeError("a step is 0");
    if (step < 0 && ends[i] >= FARTHEST) {
      // By the format that is its last place, by ONNX Runtime what lies in front of the first.
      throw new RangeError(`it goes back to ${ends[i]}, expected ${-FARTHEST - 1} or a place`);
    }
    if (typeof size !== "number") {
      // The one cut that keeps a size without knowing it.
      const whole = starts[i] === 0 && step === 1 && ends[i] >= FARTHEST;
      shape[axis] = whole ? size : null;
      return;
    }
    const clamp = (at: number, low: number, high: number) =>
      Math.min(Math.max(at < 0 ? at + size : at, low), high);
    const [low, high] = step > 0 ? [0, size] : [-1, size - 1];
    const from = clamp(starts[i], Math.max(low, 0), high);
    shape[axis] = Math.max(0, Math.ceil((clamp(ends[i], low, high) - from) / step));
  });
  return shape;
}
