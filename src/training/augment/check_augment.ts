import { formatShape } from "../../core/shape.ts";
import type { Plan } from "../../model/mod.ts";
import type { AugmentOptions } from "./options.ts";

/**
 * Throws a RangeError, one sentence, for examples that cannot be changed so: such as are no pictures, or
 * smaller than they would move.
 */
export function checkAugment(
  { shift }: AugmentOptions,
  { plan: { spec: { inputShape } }, name }: { plan: Plan; name: string },
): void {
  const [height, width] = inputShape, shape = formatShape(inputShape);
  if (inputShape.length !== 3) {
    throw new RangeError(
      `Cannot augment ${name}: they have shape ${shape}, expected pictures [height, width, ` +
        `channels]; leave out data.augment`,
    );
  }
  const side = Math.min(height, width);
  if (shift !== undefined && shift >= side) {
    throw new RangeError(
      `Cannot augment ${name}: a shift of ${shift} pixels moves pictures of shape ${shape} out of ` +
        `sight, use a data.augment.shift below ${side}`,
    );
  }
}
