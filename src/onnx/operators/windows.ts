import { type Dimensions, formatDimensions } from "../dimension.ts";
import { intsOf, type OperatorCall } from "./operator.ts";

/** No stride, dilation or padding is larger; sums of a few of them fit 32 bits. */
const FARTHEST = 2 ** 24;

/** The number of windows along each spatial axis. */
export function windows(call: OperatorCall, kernel: Dimensions): Dimensions {
  const sizes = call.shapes[0].slice(2);
  const { strides, dilations, pads, autoPad } = geometry(call, { kernel, rank: sizes.length });
  const round = call.attribute("ceil_mode") ? Math.ceil : Math.floor;
  return sizes.map((size, i) => {
    const extent = kernel[i];
    if (typeof size !== "number" || typeof extent !== "number") return null;
    if (autoPad.startsWith("SAME")) return Math.ceil(size / strides[i]);
    const span = size + pads[i] + pads[i + sizes.length] - dilations[i] * (extent - 1) - 1;
    if (span < 0) {
      throw new RangeError(`a window of ${extent} does not fit ${size} values`);
    }
    return round(span / strides[i]) + 1;
  });
}

/** How windows lie on the spatial axes, with the format's defaults. */
export function geometry(
  call: OperatorCall,
  { kernel, rank }: { kernel: Dimensions; rank: number },
) {
  const list = (name: string, { length, value }: { length: number; value: number }) => {
    const given = intsOf(call, name) ?? Array.from({ length }, () => value);
    if (given.length !== length || given.some((each) => each < value || each > FARTHEST)) {
      throw new RangeError(
        `${name} [${given}] are not ${length} numbers from ${value} to ${FARTHEST}`,
      );
    }
    return given;
  };
  if (kernel.some((size) => typeof size === "number" && size < 1)) {
    throw new RangeError(`a window ${formatDimensions(kernel)} holds nothing`);
  }
  if (rank < 1 || kernel.length !== rank) {
    throw new RangeError(`a window of ${kernel.length} axes does not fit ${rank} spatial axes`);
  }
  return {
    strides: list("strides", { length: rank, value: 1 }),
    dilations: list("dilations", { length: rank, value: 1 }),
    pads: list("pads", { length: 2 * rank, value: 0 }),
    autoPad: call.attribute("auto_pad") as string,
  };
}
