import type { z } from "zod";
import { createRegistry } from "../schemas/create_registry.ts";
import type { Optimizer } from "./optimizer.ts";
import * as optimizers from "./registry.ts";

const registry = createRegistry("type", optimizers, { closed: true });

/** The schema of an optimizer's options, told apart by `type`. */
export const optimizerOptions = registry.schema;

/** The choice of an optimizer and its settings. */
export type OptimizerOptions = z.infer<typeof optimizerOptions>;

/** The optimizer that options choose. */
export function optimizerOf(options: OptimizerOptions): Optimizer<OptimizerOptions> {
  return registry.partOf(options);
}
