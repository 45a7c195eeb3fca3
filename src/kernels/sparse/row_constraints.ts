import type { Tensor } from "@tensorflow/tfjs";
import { formatShape } from "../../core/shape.ts";
import { checkOwners, checkTensors } from "../heap/check_tensors.ts";
import { pointer, routines } from "../heap/heap.ts";

/**
 * Divides each row of a weight [N, D] by its Euclidean norm, in place: the dictionary of a sparse
 * autoencoder, after each step.
 *
 * A row of zeros stays that, as does one whose norm is below 1.2e-38 or is 1 within 1.2e-7. Throws
 * a RangeError for another rank than 2, a TypeError for another type than float32, and an Error
 * where the weight shares its memory. Bricken et al., "Towards monosemanticity", 2023.
 */
export function normalizeRows(weight: Tensor): void {
  const action = "normalize rows";
  checkTensors(action, { weight });
  checkMatrix(action, { weight });
  checkOwners(action, { weight });
  const [rows, columns] = weight.shape;
  routines().normalizeRows(pointer(weight), rows, columns);
}

/**
 * Takes from each row of a gradient [N, D] its component along that row of a weight [N, D] whose
 * rows have norm 1, in place: gradient ← gradient − (gradient · weight) weight.
 *
 * That component would only change the norms, which `normalizeRows` undoes, but the moments of Adam
 * would keep it. A row of zeros stays that. Throws a RangeError where the shapes differ or have not
 * two axes, a TypeError for another type than float32, and an Error where the gradient shares its
 * memory. Bricken et al., "Towards monosemanticity", 2023.
 */
export function removeParallel(gradient: Tensor, weight: Tensor): void {
  const action = "remove the part of a gradient along its weight";
  checkTensors(action, { gradient, weight });
  checkMatrix(action, { gradient });
  checkOwners(action, { gradient });
  const [rows, columns] = weight.shape;
  routines().removeParallel(pointer(gradient), pointer(weight), rows, columns);
}

function checkMatrix(action: string, tensors: Readonly<Record<string, Tensor>>): void {
  for (const [name, { shape }] of Object.entries(tensors)) {
    if (shape.length !== 2) {
      throw new RangeError(
        `Cannot ${action}: ${name} has shape ${formatShape(shape)}, expected two axes`,
      );
    }
  }
}
