import { z } from "zod";
import type { Shape } from "../../core/shape.ts";
import { activations } from "../contract/activations.ts";
import type { ParamContext } from "../contract/contexts.ts";
import type { Fans, ParamSpec } from "../contract/param_spec.ts";
import { pairOf, sizeSpec } from "./pair.ts";
import { paddingSpec, type Windows } from "./windows.ts";

/** The options of both convolutions. */
export const convolutionOptions = {
  filters: z.int().positive(),
  /** Height and width of the filter. */
  size: sizeSpec,
  /** From one place of the filter to the next; 1 unless given. */
  stride: sizeSpec.optional(),
  /** `same` unless given. */
  padding: paddingSpec.optional(),
  /** False leaves the bias out. */
  bias: z.boolean().optional(),
  /** The start of the filter; by the activation that follows, unless given. */
  initializer: z.enum(["he", "glorot", "lecun"]).optional(),
  /** The layer (`encoder.0`) whose filter this one uses. */
  tiedTo: z.string().optional(),
};

const convolutionSpec = z.object(convolutionOptions);

type Convolution = z.infer<typeof convolutionSpec>;

/** The windows of a convolution's filter on an image. */
export function filterWindows(
  { size, stride = 1, padding = "same", dilation = 1 }:
    & Pick<
      Convolution,
      "size" | "stride" | "padding"
    >
    & { dilation?: Convolution["size"] | undefined },
): Windows {
  return { size: pairOf(size), stride: pairOf(stride), dilation: pairOf(dilation), padding };
}

/** The filter of a shape, own or tied, and the bias [F] of a convolution. */
export function convolutionParams(
  { filters, bias, initializer, tiedTo }: Convolution,
  shape: Shape,
  { fans, activation }: ParamContext & { fans: Fans },
): Record<string, ParamSpec> {
  const filter: ParamSpec = tiedTo === undefined
    ? {
      shape,
      initializer: initializer ?? activations[activation].initializer,
      trainable: true,
      fans,
    }
    : { shape, tiedTo: `${tiedTo}.filter` };
  if (bias === false) return { filter };
  return { filter, bias: { shape: [filters], initializer: "zeros", trainable: true } };
}
