import { createRng } from "../../core/rng.ts";
import { type VariationalBound, variationalBound } from "../statistics/mod.ts";
import { variationalModel } from "../passes/variational_model.ts";
import type { Measure } from "./measure.ts";

/** The evidence lower bound of a model with Gaussian codes, and the number of latents that are active. */
export const variational: Measure = async ({ model: { plan }, autoencoder, test, seed }) => {
  const model = variationalModel(autoencoder, plan);
  if (!model) return undefined;
  const rng = createRng(seed).fork("evidence lower bound");
  const bound = await variationalBound(test, model, { rng });
  return { sentence: sentence(bound), values: { ...bound } };
};

function sentence(
  { kl, latentKl, activeLatents, reconstruction, negativeElbo }: VariationalBound,
): string {
  const active = `${activeLatents} of ${latentKl.length} latents are active.`;
  return reconstruction === undefined || negativeElbo === undefined
    ? `The codes diverge from the unit Gaussian by ${kl.toFixed(2)} nats; ${active}`
    : `The negative ELBO is ${negativeElbo.toFixed(2)} nats, ${reconstruction.toFixed(2)} of ` +
      `reconstruction and ${kl.toFixed(2)} of divergence; ${active}`;
}
