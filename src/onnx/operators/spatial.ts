import { type Dimensions, formatDimensions } from "../dimension.ts";
import { checkFilter, checkKernel, deconvolved } from "./filters.ts";
import {
  attribute,
  choice,
  everyType,
  intOf,
  intsOf,
  type Operator,
  type OperatorCall,
  optional,
  real,
  required,
} from "./operator.ts";
import { resized } from "./resize.ts";
import { windowAxes } from "./windows.ts";

const windowAttributes = {
  auto_pad: choice("NOTSET", "SAME_UPPER", "SAME_LOWER", "VALID"),
  pads: optional("ints"),
  strides: optional("ints"),
};

/** Convolutions, pooling and resizing of images [B, K, H, W] (or any number of spatial axes). */
export const spatial = {
  Conv: {
    since: 11,
    inputs: ["X: T", "W: T", "B?: T"],
    outputs: ["Y: T"],
    types: { T: real },
    attributes: {
      ...windowAttributes,
      dilations: optional("ints"),
      group: attribute("int", 1),
      kernel_shape: optional("ints"),
    },
    shapes(call) {
      const [x, w] = call.shapes;
      checkFilter(call, w[1], intOf(call, "group"));
      checkKernel(call, w[0]);
      return [[x[0], w[0], ...windowAxes(call).map((axis) => axis && axis.count)]];
    },
  },
  ConvTranspose: {
    since: 11,
    inputs: ["X: T", "W: T", "B?: T"],
    outputs: ["Y: T"],
    types: { T: real },
    attributes: {
      ...windowAttributes,
      dilations: optional("ints"),
      group: attribute("int", 1),
      kernel_shape: optional("ints"),
      output_padding: optional("ints"),
      output_shape: optional("ints"),
    },
    shapes: (call) => [deconvolved(call)],
  },
  MaxPool: {
    since: 12,
    inputs: ["X: T"],
    outputs: ["Y: T", "Indices?: I"],
    types: { T: real, I: ["int64"] },
    attributes: {
      ...windowAttributes,
      ceil_mode: attribute("int", 0),
      dilations: optional("ints"),
      kernel_shape: required("ints"),
      storage_order: attribute("int", 0),
    },
    shapes: pooled,
  },
  AveragePool: {
    since: 11,
    inputs: ["X: T"],
    outputs: ["Y: T"],
    types: { T: real },
    attributes: {
      ...windowAttributes,
      ceil_mode: attribute("int", 0),
      count_include_pad: attribute("int", 0),
      kernel_shape: required("ints"),
    },
    shapes: pooled,
  },
  GlobalAveragePool: {
    since: 1,
    inputs: ["X: T"],
    outputs: ["Y: T"],
    types: { T: real },
    attributes: {},
    shapes({ shapes: [x] }) {
      if (x.length < 3) throw new RangeError(`${formatDimensions(x)} has no spatial axes`);
      if (x.indexOf(0, 2) >= 0) throw new RangeError(`the images ${formatDimensions(x)} are empty`);
      return [x.map((size, i) => i < 2 ? size : 1)];
    },
  },
  Resize: {
    since: 13,
    inputs: ["X: T1", "roi?: T2", "scales?: float", "sizes?: int64"],
    outputs: ["Y: T1"],
    types: { T1: everyType, T2: real },
    attributes: {
      coordinate_transformation_mode: choice(
        "half_pixel",
        "pytorch_half_pixel",
        "align_corners",
        "asymmetric",
        "tf_crop_and_resize",
      ),
      cubic_coeff_a: attribute("float", -0.75),
      exclude_outside: attribute("int", 0),
      extrapolation_value: attribute("float", 0),
      mode: choice("nearest", "linear", "cubic"),
      nearest_mode: choice("round_prefer_floor", "round_prefer_ceil", "floor", "ceil"),
    },
    shapes: (call) => [resized(call)],
  },
} as const satisfies Readonly<Record<string, Operator>>;

function pooled(call: OperatorCall): readonly Dimensions[] {
  const [x] = call.shapes, axes = windowAxes(call);
  const kernel = intsOf(call, "kernel_shape") ?? [], pads = intsOf(call, "pads") ?? [];
  // The largest or the mean of no values is none: runtimes fill it in by numbers of their own.
  if (pads.some((pad, i) => pad >= kernel[i % kernel.length])) {
    throw new RangeError(`pads [${pads}] are not below the windows [${kernel}]`);
  }
  for (const axis of axes) {
    if (axis === null || axis.kernel === 1 || axis.dilation <= axis.size) continue;
    throw new RangeError(`places ${axis.dilation} apart may all miss the ${axis.size} values`);
  }
  const shape = [x[0], x[1], ...axes.map((axis) => axis && axis.count)];
  return [shape, shape].slice(0, call.outputCount);
}
