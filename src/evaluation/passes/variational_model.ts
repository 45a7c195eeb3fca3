import type { VariationalModel } from "../statistics/mod.ts";
import type { LoadedAutoencoder } from "../../inference/mod.ts";
import { decodesCodesAlone, type Plan } from "../../model/mod.ts";

/** The halves of a model as the evaluation of Gaussian codes takes them; undefined for other codes. */
export function variationalModel(
  autoencoder: LoadedAutoencoder,
  plan: Pick<Plan, "links">,
): VariationalModel | undefined {
  const { distribution, likelihood } = autoencoder;
  if (distribution !== "gaussian") return undefined;
  // What a decoder takes besides the code is of one example's encoding, not of a draw.
  const takesCodes = decodesCodesAlone(plan);
  return {
    async encode(batch) {
      const codes = await autoencoder.encodeDistribution(batch, batch);
      if (codes.type === "gaussian") return codes;
      throw new TypeError(`Cannot measure codes of the distribution "${codes.type}"`);
    },
    ...(likelihood && takesCodes && {
      decoder: { likelihood, decode: (codes) => autoencoder.decode(codes, codes) },
    }),
  };
}
