import type { NdArray } from "../core/nd_array.ts";
import type { Rng } from "../core/rng.ts";
import { formatShape, sameShape } from "../core/shape.ts";
import type { PlannedLayer } from "../layers/mod.ts";
import { initParams } from "./init.ts";
import type { Plan } from "./plan.ts";
import type { TrainedModel } from "./trained_model.ts";

/**
 * The parameters that a classifier starts from, for `params` of `fit`: those of the encoder from a trained
 * autoencoder, those of the head fresh, as `fit` would start them from the same stream.
 *
 * Throws a RangeError, one sentence, where the encoder is not that of the autoencoder.
 *
 * @example
 * ```ts
 * import { classifierParams, createRng, describeAutoencoder, describeClassifier, fit } from "isthmus";
 * import { planAutoencoder, readKernels, startBackend, strokes } from "isthmus";
 *
 * await startBackend({ binaries: await readKernels() });
 * const train = strokes(64, createRng(0)), rng = createRng(1);
 * const autoencoder = planAutoencoder(describeAutoencoder({ variant: "undercomplete" }, train.shape));
 * const plan = planAutoencoder(describeClassifier(autoencoder.spec, { classes: 10 }));
 * for await (const event of fit({ plan: autoencoder, train, options: { epochs: 1 }, rng })) {
 *   if (event.type !== "end") continue;
 *   const trained = { plan: autoencoder, params: event.params };
 *   const params = classifierParams(plan, { autoencoder: trained, rng });
 *   assertEquals(params["encoder.1.weight"], event.params["encoder.1.weight"]);
 *   assertEquals(params["decoder.0.weight"].shape, [32, 10]);
 * }
 * ```
 */
export function classifierParams(
  plan: Plan,
  { autoencoder, rng }: { autoencoder: Pick<TrainedModel, "plan" | "params">; rng: Rng },
): Record<string, NdArray> {
  const sources = encoderSources(plan, autoencoder.plan);
  const isFresh = ([path]: [string, unknown]) => !sources.has(path);
  const fresh = initParams(
    { ...plan, params: Object.fromEntries(Object.entries(plan.params).filter(isFresh)) },
    { rng: rng.fork("init") },
  );
  return Object.fromEntries(
    Object.entries(plan.params).map(([path, { shape }]) => {
      const source = sources.get(path);
      return [path, source === undefined ? fresh[path] : taken(autoencoder.params, source, shape)];
    }),
  );
}

/** The paths of the encoder's parameters in an autoencoder, by their paths in a classifier. */
function encoderSources(classifier: Plan, autoencoder: Plan): Map<string, string> {
  const theirs = layersWithParams(autoencoder), own = layersWithParams(classifier);
  return new Map(own.flatMap((layer, i) => {
    const source = theirs[i];
    if (source?.spec.type !== layer.spec.type) {
      throw new RangeError(
        `Cannot start a classifier from this autoencoder: the encoder's ${layer.path}, a ` +
          `"${layer.spec.type}", is not there, expected the autoencoder that the classifier was made of`,
      );
    }
    return Object.entries(layer.params).map((
      [name, path],
    ) => [path, source.params[name] ?? `${source.path}.${name}`]);
  }));
}

/** The layers of an encoder that bring parameters along, in their order. */
function layersWithParams({ encoder }: Plan): PlannedLayer[] {
  return encoder.filter(({ params }) => Object.keys(params).length > 0);
}

/** A copy of a trained parameter; throws a RangeError where it is absent or has another shape. */
function taken(params: TrainedModel["params"], path: string, shape: readonly number[]): NdArray {
  const found: NdArray | undefined = params[path];
  if (found && sameShape(found.shape, shape)) {
    return { shape: [...shape], values: found.values.slice() };
  }
  throw new RangeError(
    `Cannot start a classifier from this autoencoder: ${
      found ? `its "${path}" has shape ${formatShape(found.shape)}` : `it has no "${path}"`
    }, expected one of shape ${formatShape(shape)}`,
  );
}
