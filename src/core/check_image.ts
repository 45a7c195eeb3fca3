import { formatShape, type Shape } from "./shape.ts";

/** Throws a RangeError for a shape that is no image [H, W, K]; `type` is what was to be applied. */
export function checkImage(type: string, shape: Shape): void {
  if (shape.length === 3) return;
  throw new RangeError(
    `Cannot apply "${type}" to shape ${
      formatShape(shape)
    }: expected three axes [height, width, channels], add a "reshape" layer before it`,
  );
}
