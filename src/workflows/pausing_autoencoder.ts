import type { LoadedAutoencoder } from "../inference/mod.ts";
import type { Pause } from "./create_pause.ts";

/** The same autoencoder, with a pause before each of its runs. */
export function pausingAutoencoder(
  autoencoder: LoadedAutoencoder,
  pause: Pause,
): LoadedAutoencoder {
  const pausing =
    <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) =>
    async (...args: Args) => {
      await pause();
      return await run(...args);
    };
  return {
    ...autoencoder,
    encode: pausing(autoencoder.encode),
    encodeDistribution: pausing(autoencoder.encodeDistribution),
    decode: pausing(autoencoder.decode),
    sample: pausing(autoencoder.sample),
    reconstruct: pausing(autoencoder.reconstruct),
  };
}
