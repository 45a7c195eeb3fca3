import { z } from "zod";
import { adam, adamOptions } from "./adam.ts";
import type { Optimizer } from "./optimizer.ts";
import { sgd, sgdOptions } from "./sgd.ts";

export type { Optimizer, UpdateOptions, UpdateTensors } from "./optimizer.ts";

/** The schema of an optimizer's options, told apart by `type`. */
export const optimizerOptions = z.discriminatedUnion("type", [adamOptions, sgdOptions]);

/** The choice of an optimizer and its settings. */
export type OptimizerOptions = z.infer<typeof optimizerOptions>;

/** Every optimizer by its type; a type without its optimizer does not compile. */
const optimizers: {
  readonly [Type in OptimizerOptions["type"]]: Optimizer<
    Extract<OptimizerOptions, { type: Type }>
  >;
} = { adam, sgd };

/** The optimizer that options choose. */
export function optimizerOf<Options extends OptimizerOptions>(
  options: Options,
): Optimizer<Options> {
  // The table's type says that the optimizer under an options' type takes those options.
  return optimizers[options.type] as unknown as Optimizer<Options>;
}
