import type { NdArray } from "../core/nd_array.ts";
import { applyScaling, invertScaling, type Scaling } from "../core/preprocessor/scaling.ts";
import type { LoadedAutoencoder, PreparedDecoder } from "./loaded_autoencoder.ts";

/** The same decoder, which gives examples in the units of the data. */
export function decoderInDataUnits(decoder: PreparedDecoder, scaling: Scaling): PreparedDecoder {
  return {
    ...decoder,
    decode: async (code, options) => fromModel(await decoder.decode(code, options), scaling),
    sample: async (code, options) => fromModel(await decoder.sample(code, options), scaling),
  };
}

/** The same autoencoder, which takes and gives examples in the units of the data. */
export function autoencoderInDataUnits(
  autoencoder: LoadedAutoencoder,
  scaling: Scaling,
): LoadedAutoencoder {
  const toModel = ({ shape, values }: NdArray) => ({
    shape,
    values: applyScaling(values, scaling),
  });
  return {
    ...autoencoder,
    ...decoderInDataUnits(autoencoder, scaling),
    encode: (input, options) => autoencoder.encode(toModel(input), options),
    encodeDistribution: (input, options) => autoencoder.encodeDistribution(toModel(input), options),
    reconstruct: async (input, options) =>
      fromModel(await autoencoder.reconstruct(toModel(input), options), scaling),
  };
}

/** Examples on the scale of a model, in the units of the data. */
function fromModel({ shape, values }: NdArray, scaling: Scaling): NdArray {
  return { shape, values: invertScaling(values, scaling) };
}
