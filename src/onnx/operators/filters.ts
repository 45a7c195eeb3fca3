import { type Dimension, type Dimensions, formatDimensions, mayEqual } from "../dimension.ts";
import { intOf, intsOf, type OperatorCall } from "./operator.ts";
import { transposedAxes } from "./windows.ts";

/** Checks that a filter takes the channels of the images. */
export function checkFilter(call: OperatorCall, channels: Dimension, group: number): void {
  const [x, w] = call.shapes;
  const wanted = typeof channels === "number" ? channels * group : channels;
  if (x.length < 3 || x.length !== w.length || !mayEqual(x[1], wanted)) {
    throw new RangeError(
      `a filter ${formatDimensions(w)} of ${group} group(s) does not fit ${formatDimensions(x)}`,
    );
  }
}

/** Checks that the kernel named is that of the filter, and the bias and groups are of its channels. */
export function checkKernel(call: OperatorCall, channels: Dimension): void {
  const [, w, bias] = call.shapes;
  const kernel = intsOf(call, "kernel_shape");
  const spatial = w.slice(2);
  if (
    kernel !== undefined &&
    (kernel.length !== spatial.length || !kernel.every((size, i) => mayEqual(size, spatial[i])))
  ) {
    throw new RangeError(`kernel_shape [${kernel}] is not that of ${formatDimensions(w)}`);
  }
  const group = intOf(call, "group");
  if (group < 1 || (typeof w[0] === "number" && w[0] % group !== 0)) {
    throw new RangeError(`${group} group(s) do not divide the filter ${formatDimensions(w)}`);
  }
  if (call.given(2) && (bias.length !== 1 || !mayEqual(bias[0], channels))) {
    throw new RangeError(`bias ${formatDimensions(bias)} does not fit ${channels} channels`);
  }
}

/** The shape that ConvTranspose gives. */
export function deconvolved(call: OperatorCall): Dimensions {
  const [x, w] = call.shapes;
  if (x.length < 3 || x.length !== w.length || !mayEqual(x[1], w[0])) {
    throw new RangeError(
      `a filter ${formatDimensions(w)} does not fit ${formatDimensions(x)}`,
    );
  }
  const channels = typeof w[1] === "number" ? w[1] * intOf(call, "group") : w[1];
  checkKernel(call, channels);
  return [x[0], channels, ...transposedAxes(call).map((axis) => axis && axis.count)];
}
