import { z } from "zod";
import type { Corruption } from "./corruption.ts";
import { gaussian, gaussianSpec } from "./gaussian.ts";
import { masking, maskingSpec } from "./masking.ts";
import { saltAndPepper, saltAndPepperSpec } from "./salt_and_pepper.ts";
import { stains, stainsSpec } from "./stains.ts";

export type { Corruption } from "./corruption.ts";

/** The schema of a corruption's options, told apart by `type`. */
export const corruptionSpec = z.discriminatedUnion("type", [
  gaussianSpec,
  maskingSpec,
  saltAndPepperSpec,
  stainsSpec,
]);

/** The choice of a corruption and its settings. */
export type CorruptionSpec = z.infer<typeof corruptionSpec>;

/** Every corruption by its type; a type without its corruption does not compile. */
const corruptions: {
  readonly [Type in CorruptionSpec["type"]]: Corruption<Extract<CorruptionSpec, { type: Type }>>;
} = { gaussian, masking, salt_and_pepper: saltAndPepper, stains };

/** The corruption that a spec chooses. */
export function corruptionOf<Spec extends CorruptionSpec>(spec: Spec): Corruption<Spec> {
  // The table's type says that the corruption under a spec's type takes that spec.
  return corruptions[spec.type] as unknown as Corruption<Spec>;
}
