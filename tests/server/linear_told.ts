import { classCodes } from "../inference/models.ts";

/** Codes of the linear model, with what a class adds to them. */
export function linearTold(codes: readonly number[], label: number): number[] {
  return codes.map((code, unit) => code + classCodes[2 * label + unit]);
}
