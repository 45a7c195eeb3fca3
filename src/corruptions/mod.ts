import type { z } from "zod";
import { type AddedParts, createRegistry } from "../schemas/create_registry.ts";
import type { Corruption } from "./corruption.ts";
import * as corruptions from "./registry.ts";

export { type Corruption, defineCorruption } from "./corruption.ts";

const registry = createRegistry("type", corruptions);

/** The schema of a corruption's options, told apart by `type`. */
export const corruptionSpec = registry.schema;

/** The choice of a corruption and its settings. */
export type CorruptionSpec = z.infer<typeof corruptionSpec>;

/** The way in for corruptions of plug-ins. */
export const corruptionAdditions: AddedParts = registry;

/** The corruption that a spec chooses. */
export function corruptionOf(spec: CorruptionSpec): Corruption<CorruptionSpec> {
  return registry.partOf(spec);
}
