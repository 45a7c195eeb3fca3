import { type Dimensions, formatDimensions } from "../dimension.ts";
import { intsOf, type OperatorCall } from "./operator.ts";

/** The windows along a spatial axis of images. */
export interface WindowAxis {
  /** The number of values along the axis. */
  readonly size: number;
  /** The number of places of a window, and the distance between them. */
  readonly kernel: number;
  readonly dilation: number;
  /** The distance between the beginnings of neighbouring windows. */
  readonly stride: number;
  /** The padding in front of the axis. */
  readonly before: number;
  /** The number of values that come out along it. */
  readonly count: number;
}

/** A use of an operator on windows: the shapes of images and filter, and the attributes. */
export type WindowCall = Pick<OperatorCall, "attribute" | "shapes">;

/** An axis before it is known what `auto_pad` and the operator make of it. */
type Axis = Omit<WindowAxis, "count"> & {
  /** The places from the first to the last of a window. */
  readonly reach: number;
  readonly after: number;
};

/** No stride, dilation or padding is larger; sums of a few of them fit 32 bits. */
const FARTHEST = 2 ** 24;

/** The windows of a convolution or a pool along each spatial axis, null for one that is unknown. */
export function windowAxes(call: WindowCall): readonly (WindowAxis | null)[] {
  const padding = autoPad(call), isRoundedUp = Boolean(call.attribute("ceil_mode"));
  return axesOf(call).map((axis) => {
    if (axis === null) return null;
    const { size, kernel, stride, dilation, before, reach } = axis;
    if (padding.isSame) {
      if (dilation !== 1) {
        throw new RangeError(
          `its windows have dilation ${dilation}, give pads instead of auto_pad`,
        );
      }
      const count = Math.ceil(size / stride);
      const missing = Math.max((count - 1) * stride + kernel - size, 0);
      return { ...axis, count, before: padding.inFront(missing) };
    }
    const span = size + before + axis.after - reach;
    if (span < 0) throw new RangeError(`a window of ${kernel} does not fit ${size} values`);
    const last = isRoundedUp ? Math.ceil(span / stride) : Math.floor(span / stride);
    // Rounding up must not add a window that begins behind all values.
    const count = isRoundedUp && last * stride >= size + before ? last : last + 1;
    return { ...axis, count };
  });
}

/**
 * The windows of a transposed convolution along each spatial axis of its output, null for one that is
 * unknown.
 *
 * Where `output_shape` or `auto_pad` says how many values come out, those that are too many are cut
 * off, at both ends alike as far as that goes; what there is too little of comes behind, without
 * products, up to where those of one more value of the input would begin. ONNX Runtime takes no more.
 */
export function transposedAxes(call: WindowCall): readonly (WindowAxis | null)[] {
  const axes = axesOf(call), padding = autoPad(call), { length } = axes;
  const extra = listOf(call, "output_padding", { length, least: 0 });
  const fixed = intsOf(call, "output_shape") && listOf(call, "output_shape", { length, least: 1 });
  return axes.map((axis, i) => {
    if (axis === null) return null;
    const { size, stride, before, after, reach } = axis;
    if (extra[i] >= stride) {
      throw new RangeError(`output_padding [${extra}] is not below the stride ${stride}`);
    }
    const whole = stride * (size - 1) + reach + extra[i], most = stride * size + reach - 1;
    const wanted = fixed?.[i] ?? (padding.isSame ? stride * size : undefined);
    const cut = wanted === undefined ? before + after : Math.max(whole - wanted, 0);
    const count = fixed?.[i] ?? whole - cut;
    if (count < 1 || count > most) {
      throw new RangeError(
        `axis ${i + 2} of its output has ${count} values, expected 1 to ${most}`,
      );
    }
    return { ...axis, count, before: wanted === undefined ? before : padding.inFront(cut) };
  });
}

/** The meaning of `auto_pad`: whether it pads, and how much of a padding comes in front. */
function autoPad(call: WindowCall): { isSame: boolean; inFront: (whole: number) => number } {
  const given = call.attribute("auto_pad") as string;
  if (given !== "NOTSET" && intsOf(call, "pads")) {
    throw new RangeError(`it has pads and auto_pad ${given}, expected one of them`);
  }
  const round = given === "SAME_UPPER" ? Math.floor : Math.ceil;
  return { isSame: given.startsWith("SAME"), inFront: (whole) => round(whole / 2) };
}

/** The spatial axes with the format's defaults, null for one whose size or window is not known. */
function axesOf(call: WindowCall): readonly (Axis | null)[] {
  const [image, filter] = call.shapes, sizes = image.slice(2), { length } = sizes;
  const kernel: Dimensions = intsOf(call, "kernel_shape") ?? filter.slice(2);
  if (kernel.some((size) => typeof size === "number" && size < 1)) {
    throw new RangeError(`a window ${formatDimensions(kernel)} holds nothing`);
  }
  if (length < 1 || kernel.length !== length) {
    throw new RangeError(`a window of ${kernel.length} axes does not fit ${length} spatial axes`);
  }
  const strides = listOf(call, "strides", { length, least: 1 });
  const dilations = listOf(call, "dilations", { length, least: 1 });
  const pads = listOf(call, "pads", { length: 2 * length, least: 0 });
  return sizes.map((size, i) => {
    const places = kernel[i], stride = strides[i], dilation = dilations[i];
    if (typeof size !== "number" || typeof places !== "number") return null;
    const reach = dilation * (places - 1) + 1, before = pads[i], after = pads[i + length];
    return { size, kernel: places, stride, dilation, reach, before, after };
  });
}

/** A list of numbers, which is also the default of each of them at least. */
function listOf(
  call: WindowCall,
  name: string,
  { length, least }: { length: number; least: number },
): readonly number[] {
  const given = intsOf(call, name) ?? Array<number>(length).fill(least);
  if (given.length === length && given.every((each) => each >= least && each <= FARTHEST)) {
    return given;
  }
  throw new RangeError(`${name} [${given}] are not ${length} numbers from ${least} to ${FARTHEST}`);
}
