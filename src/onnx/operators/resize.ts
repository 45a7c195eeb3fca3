import { type Dimensions, formatDimensions } from "../dimension.ts";
import type { OperatorCall } from "./operator.ts";

/**
 * The shape that Resize gives: its sizes, or its scales of the input's, in 32-bit floats as ONNX
 * Runtime multiplies them.
 */
export function resized(call: OperatorCall): Dimensions {
  const [x] = call.shapes, scales = call.constant(2), isBySizes = call.given(3);
  if (call.attribute("exclude_outside") && call.attribute("mode") !== "cubic") {
    throw new RangeError("its exclude_outside needs the mode cubic");
  }
  // Scales may be an empty list where sizes are given.
  if (isBySizes === (call.given(2) && scales?.length !== 0)) {
    throw new RangeError("it needs either sizes or scales");
  }
  const given = isBySizes ? call.constant(3) : scales;
  if (given === undefined) return x.map(() => null);
  if (given.length !== x.length) {
    throw new RangeError(`${given.length} sizes do not fit ${formatDimensions(x)}`);
  }
  return x.map((size, i) => {
    const to = given[i];
    if (isBySizes ? typeof size === "number" && (size === 0) !== (to === 0) : !(to > 0)) {
      const how = isBySizes ? "to" : "by";
      throw new RangeError(`cannot resize axis ${i} of ${formatDimensions(x)} ${how} ${to}`);
    }
    if (isBySizes) return to;
    if (to === 1) return size;
    return typeof size === "number" ? Math.floor(Math.fround(size * to)) : null;
  });
}
