import { sameShape } from "../../core/shape.ts";
import { layerOf, type PlannedLayer } from "../../layers/mod.ts";
import type { Plan } from "../../model/mod.ts";

/** A convolution of an encoder, as a layer of units that each see a patch of the image. */
export interface Convolution {
  /** Its number from 1, from the input to the code. */
  readonly number: number;
  /** The layers in front of it. */
  readonly before: readonly PlannedLayer[];
  readonly layer: PlannedLayer;
  /** The layers behind it that do the same at every place: activations, normalisations, a top-k. */
  readonly after: readonly PlannedLayer[];
  /** Height, width and channels of a patch. */
  readonly patch: readonly [height: number, width: number, channels: number];
  readonly filters: number;
}

/**
 * The convolutions of an encoder, in their order. Throws a RangeError, one sentence, where there are none, or
 * where one's patches are not rectangles within an image.
 */
export function convolutionsOf({ encoder }: Pick<Plan, "encoder">): readonly Convolution[] {
  const found: Convolution[] = [];
  for (const [at, layer] of encoder.entries()) {
    const { spec, traits: { windows }, inputShape: [rows, columns, channels] } = layer;
    if (!windows || ("tiedTo" in spec && spec.tiedTo !== undefined)) continue;
    const [height, width] = windows.size;
    if (windows.dilation.some((step) => step > 1)) {
      throw new RangeError(
        `Cannot pre-train ${layer.path} on patches: its filters have a dilation, expected none`,
      );
    }
    if (height > rows || width > columns) {
      throw new RangeError(
        `Cannot pre-train ${layer.path} on patches of ${height}x${width}: its images have ${rows}x${columns} ` +
          "values, expected filters that lie within them",
      );
    }
    const others = encoder.slice(at + 1), end = others.findIndex((other) => !isOfPlaces(other));
    found.push({
      number: found.length + 1,
      before: encoder.slice(0, at),
      layer,
      after: end < 0 ? others : others.slice(0, end),
      patch: [height, width, channels],
      filters: layer.outputShape.at(-1)!,
    });
  }
  if (found.length > 0) return found;
  throw new RangeError(
    'Cannot pre-train on patches: the encoder has no "conv2d", expected one at least',
  );
}

/** True of layers that change each place of an image by itself: they have no mirror but themselves. */
function isOfPlaces({ spec, inputShape, outputShape }: PlannedLayer): boolean {
  return layerOf(spec).mirror === undefined && sameShape(inputShape, outputShape);
}
