import type { Tensor } from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../core/shape.ts";

/**
 * Checks that all tensors are float32 and of the first one's shape.
 *
 * `action` completes "Cannot …" in the TypeError or RangeError that it throws otherwise.
 */
export function checkTensors(action: string, tensors: Readonly<Record<string, Tensor>>): void {
  const [[firstName, first], ...others] = Object.entries(tensors);
  for (const [name, { dtype }] of Object.entries(tensors)) {
    if (dtype !== "float32") {
      throw new TypeError(`Cannot ${action}: ${name} is of type ${dtype}, expected float32`);
    }
  }
  for (const [name, { shape }] of others) {
    if (!sameShape(shape, first.shape)) {
      throw new RangeError(
        `Cannot ${action}: ${firstName} has shape ${formatShape(first.shape)} and ${name} ${
          formatShape(shape)
        }, expected the same`,
      );
    }
  }
}
