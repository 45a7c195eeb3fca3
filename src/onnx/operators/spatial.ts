import { type Dimension, type Dimensions, formatDimensions, mayEqual } from "../dimension.ts";
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
import { geometry, windows } from "./windows.ts";

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
      return [[x[0], w[0], ...windows(call, kernelOf(call, w))]];
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
    shapes: ({ shapes: [x] }) => [x.map((size, i) => i < 2 ? size : 1)],
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
    shapes(call) {
      const [x] = call.shapes;
      const sizes = call.given(3) ? call.constant(3) : undefined;
      const scales = call.given(2) ? call.constant(2) : undefined;
      const given = sizes ?? scales;
      if (sizes?.length && scales?.length) throw new RangeError("it has both sizes and scales");
      if (given !== undefined && given.length !== x.length) {
        throw new RangeError(`${given.length} sizes do not fit ${formatDimensions(x)}`);
      }
      return [x.map((size, i) => {
        if (sizes !== undefined) return sizes[i];
        if (scales === undefined) return null;
        if (scales[i] === 1) return size;
        return typeof size === "number" ? Math.floor(size * scales[i]) : null;
      })];
    },
  },
} as const satisfies Readonly<Record<string, Operator>>;

function pooled(call: OperatorCall): readonly Dimensions[] {
  const [x] = call.shapes;
  const shape = [x[0], x[1], ...windows(call, intsOf(call, "kernel_shape") ?? [])];
  return [shape, shape].slice(0, call.outputCount);
}

/** The sizes of a filter's spatial axes. */
function kernelOf(call: OperatorCall, w: Dimensions): Dimensions {
  return intsOf(call, "kernel_shape") ?? w.slice(2);
}

function checkFilter(call: OperatorCall, channels: Dimension, group: number): void {
  const [x, w] = call.shapes;
  const wanted = typeof channels === "number" ? channels * group : channels;
  if (x.length < 3 || x.length !== w.length || !mayEqual(x[1], wanted)) {
    throw new RangeError(
      `a filter ${formatDimensions(w)} of ${group} group(s) does not fit ${formatDimensions(x)}`,
    );
  }
}

/** Checks that the kernel named is that of the filter, and the bias and groups are of its channels. */
function checkKernel(call: OperatorCall, channels: Dimension): void {
  const [, w, bias] = call.shapes;
  const kernel = intsOf(call, "kernel_shape");
  const spatial = w.slice(2);
  if (
    kernel !== undefined &&
    (kernel.length !== spatial.length || !kernel.every((size, i) => mayEqual(size, spatial[i])))
  ) {
    throw new RangeError(`kernel_shape [${kernel}] is not that of ${formatDimensions(w)}`);
  }
  if (spatial.includes(0)) throw new RangeError(`a filter ${formatDimensions(w)} holds nothing`);
  const group = intOf(call, "group");
  if (group < 1 || (typeof w[0] === "number" && w[0] % group !== 0)) {
    throw new RangeError(`${group} group(s) do not divide the filter ${formatDimensions(w)}`);
  }
  if (call.given(2) && (bias.length !== 1 || !mayEqual(bias[0], channels))) {
    throw new RangeError(`bias ${formatDimensions(bias)} does not fit ${channels} channels`);
  }
}

function deconvolved(call: OperatorCall): Dimensions {
  const [x, w] = call.shapes;
  if (x.length < 3 || x.length !== w.length || !mayEqual(x[1], w[0])) {
    throw new RangeError(
      `a filter ${formatDimensions(w)} does not fit ${formatDimensions(x)}`,
    );
  }
  const sizes = x.slice(2);
  const kernel = kernelOf(call, w);
  const { strides, dilations, pads, autoPad } = geometry(call, { kernel, rank: sizes.length });
  const extra = intsOf(call, "output_padding");
  const fixed = intsOf(call, "output_shape");
  const channels = typeof w[1] === "number" ? w[1] * intOf(call, "group") : w[1];
  checkKernel(call, channels);
  for (const list of [extra, fixed]) {
    if (list !== undefined && list.length !== sizes.length) {
      throw new RangeError(`[${list}] is not one number for each of ${sizes.length} spatial axes`);
    }
  }
  return [
    x[0],
    channels,
    ...sizes.map((size, i) => {
      const extent = kernel[i];
      if (fixed !== undefined) return fixed[i] ?? null;
      if (typeof size !== "number" || typeof extent !== "number") return null;
      if (autoPad.startsWith("SAME")) return size * strides[i];
      return strides[i] * (size - 1) + (extra?.[i] ?? 0) + (extent - 1) * dilations[i] + 1 -
        pads[i] - pads[i + sizes.length];
    }),
  ];
}
