import type { Tensor } from "@tensorflow/tfjs";
import { formatShape, sameShape } from "../../core/shape.ts";
import { sharesMemory } from "./heap.ts";

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

/**
 * Checks that no other tensor shares the memory of these, which are about to be overwritten.
 *
 * `action` completes "Cannot …" in the Error that it throws otherwise.
 */
export function checkOwners(action: string, tensors: Readonly<Record<string, Tensor>>): void {
  for (const [name, tensor] of Object.entries(tensors)) {
    if (sharesMemory(tensor)) {
      throw new Error(
        `Cannot ${action} in place: ${name} shares its memory with a clone, a reshape or the ` +
          "tensor that a variable was made of, dispose of that first",
      );
    }
  }
}
