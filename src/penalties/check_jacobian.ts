import { layerOf, type LayerSpec } from "../layers/mod.ts";

/**
 * Throws a RangeError, one sentence, where an encoder has a layer without a Jacobian for each
 * example; `action` completes "Cannot …".
 *
 * While `training`, a layer whose outputs depend on other examples of the batch has none either.
 */
export function checkJacobian(
  encoder: readonly LayerSpec[],
  { action, training }: { action: string; training: boolean },
): void {
  encoder.forEach((spec, i) => {
    const { pullback, tiesExamples } = layerOf(spec);
    const reason = !pullback
      ? "no Jacobian is known of it"
      : training && tiesExamples?.(spec)
      ? "while training it ties the examples of a batch together"
      : undefined;
    if (reason === undefined) return;
    throw new RangeError(
      `Cannot ${action} the Jacobian of an encoder with "${spec.type}" (encoder.${i}): ${reason}, ` +
        "leave that layer out",
    );
  });
}
