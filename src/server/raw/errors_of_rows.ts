import { requestFault } from "../../requests/request_fault.ts";

/**
 * The squared errors of reconstructions of some examples, both [B, D], summed over each. Throws a
 * RequestFault where one is not finite, which JSON has no word for.
 */
export function errorsOfRows(
  x: Float32Array,
  reconstruction: Float32Array,
  rows: number,
): number[] {
  const size = x.length / rows, errors = Array<number>(rows).fill(0);
  for (let i = 0; i < x.length; i++) {
    errors[Math.floor(i / size)] += (reconstruction[i] - x[i]) ** 2;
  }
  const wrong = errors.findIndex((error) => !Number.isFinite(error));
  if (wrong < 0) return errors;
  throw requestFault(
    `Cannot answer in JSON: the model gives no finite numbers for example ${wrong + 1}`,
  );
}
