import { layerOf, type PlannedLayer } from "../layers/mod.ts";

/**
 * Throws a RangeError, one sentence, where an encoder has a layer without a Jacobian for each
 * example; `action` completes "Cannot …".
 *
 * While `training`, a layer whose outputs depend on other examples of the batch has none either.
 */
export function checkJacobian(
  encoder: readonly PlannedLayer[],
  { action, training }: { action: string; training: boolean },
): void {
  for (const { path, spec, traits } of encoder) {
    const reason = !layerOf(spec).pullback
      ? "no Jacobian is known of it"
      : training && traits.fromBatch
      ? "while training it ties the examples of a batch together"
      : undefined;
    if (reason === undefined) continue;
    throw new RangeError(
      `Cannot ${action} the Jacobian of an encoder with "${spec.type}" (${path}): ${reason}, ` +
        "leave that layer out",
    );
  }
}
