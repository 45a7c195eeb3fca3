import { type Shape, sizeOf } from "../../core/shape.ts";
import { element, type Markup } from "../../plots/element.ts";
import { picture } from "./picture.ts";

/** Images of which each has words of its own. */
export interface CaptionedPictures {
  /** [N, …shape] in [0, 1] */
  readonly images: Float32Array;
  /** `[H, W]` or `[H, W, K]` */
  readonly shape: Shape;
  /** The words under each. */
  readonly captions: readonly string[];
  readonly title?: string;
  /** The words under all of them. */
  readonly caption: string;
}

/** The longer side of an image, about, in pixels of the page. */
const SIDE = 84;

/**
 * Draws images side by side, as many as the page has room for, each over its own words. Throws a
 * RangeError where there is not an image for each caption.
 */
export function captionedPictures(
  { images, shape, captions, title, caption }: CaptionedPictures,
): Markup {
  const size = sizeOf(shape);
  if (images.length !== captions.length * size) {
    throw new RangeError(
      `Cannot draw "${
        title ?? captions[0]
      }": there are ${images.length} values, expected the ${size} of an image for ` +
        `each of ${captions.length} captions`,
    );
  }
  const cells = captions.map((text, i) =>
    element(
      "div",
      {},
      picture(images.subarray(i * size, (i + 1) * size), {
        alt: text,
        shape,
        range: [0, 1],
        side: SIDE,
      }),
      element("small", {}, text),
    )
  );
  return element(
    "figure",
    {},
    title === undefined ? [] : element("h3", {}, title),
    element("div", { class: "pictures" }, cells),
    element("figcaption", {}, caption),
  );
}
