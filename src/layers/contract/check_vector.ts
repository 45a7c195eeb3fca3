import { formatShape, type Shape } from "../../core/shape.ts";

/** The input of a layer that takes vectors [D]; throws a RangeError for another shape. */
export function checkVector(type: string, input: Shape): Shape {
  if (input.length === 1) return input;
  throw new RangeError(
    `Cannot apply "${type}" to shape ${
      formatShape(input)
    }: expected one axis, add a "flatten" layer before it`,
  );
}
