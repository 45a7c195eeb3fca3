import type { MachineSpec } from "./spec.ts";
import type { Side } from "./units.ts";

/** Throws a RangeError for a machine whose log Z is not known: one that is neither Bernoulli nor of counts. */
export function checkAnnealed(action: string, spec: MachineSpec, side?: Side): void {
  const { visible, hidden } = spec;
  if (visible.units === "multinomial" && hidden.units === "bernoulli") return;
  checkBernoulli(action, spec, side);
}

/**
 * Throws a RangeError for a machine whose units are not all Bernoulli, or that has label units, and for
 * visible values that are not 0 or 1, where there are some. `action` completes "Cannot …".
 */
export function checkBernoulli(
  action: string,
  { visible, hidden }: MachineSpec,
  side?: Side,
): void {
  if (visible.units !== "bernoulli" || hidden.units !== "bernoulli") {
    throw new RangeError(
      `Cannot ${action} with ${visible.units} visible and ${hidden.units} hidden units: ` +
        "expected Bernoulli units on both sides",
    );
  }
  if (visible.classes !== undefined) {
    throw new RangeError(
      `Cannot ${action} with ${visible.classes} label units, of which one is on: expected independent ` +
        "Bernoulli units, take classifyByFreeEnergy",
    );
  }
  if (side && !side.isBinary) {
    throw new RangeError(`Cannot ${action} of values between 0 and 1: draw or round them first`);
  }
}
