import type { PlannedLayer } from "../layers/mod.ts";
import type { Plan } from "./plan.ts";

/** True for the path of a parameter that is, or is below, a prefix: `encoder.0`, `encoder`. */
export function isBelow(path: string, prefix: string): boolean {
  const own = prefix.replace(/\.$/, "");
  return path === own || path.startsWith(`${own}.`);
}

/**
 * The same model with the parameters below some prefixes fixed: no gradient, and no statistic, moves them.
 * Layers all of whose parameters are fixed do in training what they do outside of it.
 *
 * Throws a RangeError, one sentence, for a prefix that no parameter has, and where nothing is left to learn.
 */
export function freeze(plan: Plan, prefixes: readonly string[]): Plan {
  const paths = Object.keys(plan.params);
  for (const prefix of prefixes) checkPrefix(plan, { prefix, option: "training.frozen" });
  const isFixed = (path: string) => prefixes.some((prefix) => isBelow(path, prefix));
  const freezeLayer = (layer: PlannedLayer): PlannedLayer => {
    const own = Object.values(layer.params);
    return own.length > 0 && own.every(isFixed) ? { ...layer, isFrozen: true } : layer;
  };
  if (paths.every((path) => isFixed(path) || !plan.params[path].trainable)) {
    throw new RangeError(
      `Cannot train with ${
        prefixes.join(", ")
      } fixed: no other parameter is left to learn, leave some ` +
        `out of training.frozen`,
    );
  }
  return {
    ...plan,
    encoder: plan.encoder.map(freezeLayer),
    decoder: plan.decoder.map(freezeLayer),
    params: Object.fromEntries(
      paths.map((path) => {
        const param = plan.params[path];
        return [path, isFixed(path) ? { ...param, trainable: false, isFrozen: true } : param];
      }),
    ),
  };
}

/** Throws a RangeError, one sentence, for a prefix of an option that no parameter of a model has. */
export function checkPrefix(
  { params, encoder, decoder }: Plan,
  { prefix, option }: { prefix: string; option: string },
): void {
  if (Object.keys(params).some((path) => isBelow(path, prefix))) return;
  const layers = [...encoder, ...decoder].filter(({ params }) => Object.keys(params).length > 0);
  throw new RangeError(
    `Cannot use ${option} of "${prefix}": no parameter has such a path, the layers with parameters are ${
      layers.map(({ path }) => path).join(", ")
    }`,
  );
}
