import type { Tensor, TensorInfo } from "@tensorflow/tfjs";
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
 * Checks that all inputs of a kernel are float32.
 *
 * `action` completes "Cannot …" in the TypeError that it throws otherwise.
 */
export function checkFloats(action: string, inputs: Readonly<Record<string, TensorInfo>>): void {
  for (const [name, { dtype }] of Object.entries(inputs)) {
    if (dtype !== "float32") {
      throw new TypeError(`Cannot ${action}: ${name} is of type ${dtype}, cast it to float32`);
    }
  }
}

/**
 * Checks that the gradient of a convolution's output has its shape, which `operands` give: they and
 * `action` are words of the RangeError that it throws otherwise.
 */
export function checkOutputGradient(
  action: string,
  { dy, expected, operands }: {
    dy: readonly number[];
    expected: readonly number[];
    operands: string;
  },
): void {
  if (sameShape(dy, expected)) return;
  throw new RangeError(
    `Cannot ${action}: dy has shape ${formatShape(dy)}, but ${operands} give ${
      formatShape(expected)
    }`,
  );
}

/**
 * Checks that of two tensors the one that holds positions is int32 and the other float32, and that
 * both have the same axes, so many.
 *
 * `action` completes "Cannot …" in the TypeError or RangeError that it throws otherwise.
 */
export function checkPositions(
  action: string,
  tensors: Readonly<Record<string, Tensor>>,
  { positions, axes }: { positions: string; axes: "two" | "four" },
): void {
  const [[firstName, first], [secondName, second]] = Object.entries(tensors);
  const [valuesName, values] = positions === firstName ? [secondName, second] : [firstName, first];
  checkTensors(action, { [valuesName]: values });
  const { dtype } = tensors[positions];
  if (dtype !== "int32") {
    throw new TypeError(`Cannot ${action}: ${positions} is of type ${dtype}, expected int32`);
  }
  if (!sameShape(first.shape, second.shape) || first.rank !== (axes === "two" ? 2 : 4)) {
    throw new RangeError(
      `Cannot ${action}: ${firstName} has shape ${formatShape(first.shape)} and ${secondName} ${
        formatShape(second.shape)
      }, expected the same ${axes} axes`,
    );
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
