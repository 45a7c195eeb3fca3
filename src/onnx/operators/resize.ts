import { type Dimensions, formatDimensions } from "../dimension.ts";
import type { OperatorCall } from "./operator.ts";

/**
 * The shape that Resize gives: its sizes, or its scales of the input's, in 32-bit floats as ONNX
 * Runtime multiplies them.
 */
export function resized(call: OperatorCall): Dimensions {
  const [x] = call.shapes;
  if (call.attribute("exclude_outside") && call.attribute("mode") !== "cubic") {
    throw new RangeError(`it has exclude_outside and the mode ${call.attribute("mode")}`);
  }
  if (!call.given(2) && !call.given(3)) throw new RangeError("it has neither sizes nor scales");
  const sizes = call.given(3) ? call.constant(3) : undefined;
  const scales = call.given(2) ? call.constant(2) : undefined;
  const given = sizes ?? scales;
  if (sizes?.length && scales?.length) throw new RangeError("it has both sizes and scales");
  if (given !== undefined && given.length !== x.length) {
    throw new RangeError(`${given.length} sizes do not fit ${formatDimensions(x)}`);
  }
  if (scales?.some((scale) => !(scale > 0))) {
    throw new RangeError(`scales [${scales}] are not all above 0`);
  }
  return x.map((size, i) => {
    if (sizes !== undefined) {
      if (typeof size !== "number" || (size === 0) === (sizes[i] === 0)) return sizes[i];
      throw new RangeError(`sizes [${sizes}] take or make an axis of 0 in ${formatDimensions(x)}`);
    }
    if (scales === undefined) return null;
    if (scales[i] === 1) return size;
    return typeof size === "number" ? Math.floor(Math.fround(size * scales[i])) : null;
  });
}
