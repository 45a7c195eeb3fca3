import type { PreprocessorConfig } from "./preprocessor/preprocessor.ts";
import { invertScaling, type Scaling } from "./preprocessor/scaling.ts";

/** Values of a model, rows of as many as an example has, in the units of the data that it learnt from. */
export function ownUnits(
  values: Float32Array,
  { scaling, numbers, bytesScale }:
    & Pick<PreprocessorConfig, "scaling" | "bytesScale">
    & { /** The numbers of the data. */ readonly numbers?: "bytes" | "floats" },
): Float32Array {
  const raw = scaling ? invertScaling(values, scaling) : values;
  return numbers === "bytes" ? raw.map((value) => value / bytesScale) : raw;
}

/**
 * The values of pictures [N, …shape] of a model as they are drawn: without the scale that it learnt on, and
 * so in [0, 1] where bytes were read.
 */
export function pictureValues(
  values: Float32Array,
  { scaling }: { readonly scaling?: Scaling },
): Float32Array {
  return scaling ? invertScaling(values, scaling) : values;
}
