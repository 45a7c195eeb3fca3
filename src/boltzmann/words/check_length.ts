import type { MachineSpec } from "../spec.ts";

/**
 * Throws a RangeError, one sentence, where a length of texts is missing, is no whole number from 1 up, or is
 * given for units that are no counts. `action` completes "Cannot …".
 */
export function checkLength(
  action: string,
  { visible: { units } }: MachineSpec,
  length: number | undefined,
): void {
  if (units !== "multinomial" && length !== undefined) {
    throw new RangeError(
      `Cannot ${action} of ${units} visible units for texts of ${length} words: leave "length" out`,
    );
  }
  if (units !== "multinomial" || (Number.isSafeInteger(length) && length! > 0)) return;
  throw new RangeError(
    `Cannot ${action} of counts of words for the length ${length}: expected a whole number from 1 up, as ` +
      "texts of each length have a distribution of their own",
  );
}
