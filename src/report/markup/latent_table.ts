import { type Shape, sizeOf } from "../../core/shape.ts";
import { type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { signedImages } from "../../plots/signed_images.ts";
import { picture } from "./picture.ts";

/** One latent of a sparse code. */
export interface LatentRow {
  readonly index: number;
  /** The share of examples on which it fires. */
  readonly rate: number;
  /** The image that it adds to a reconstruction, in the inputs' shape. */
  readonly atom?: Float32Array;
  /** The examples with the greatest activations, [M, …inputShape], about ten. */
  readonly examples: Float32Array;
  /** The activation on each of these examples, [M]. */
  readonly activations: Float32Array;
}

/** The longer side of an image, about, in pixels of the page. */
const SIDE = 60;

/** A table of latents: each with its rate, its atom and the examples that it fires on most. */
export function latentTable(latents: readonly LatentRow[], shape: Shape): Markup {
  const hasAtoms = latents.some(({ atom }) => atom !== undefined);
  const columns = Math.max(1, ...latents.map(({ activations }) => activations.length));
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, "Latent"),
    hasAtoms ? element("th", { scope: "col" }, "Atom") : [],
    element("th", { scope: "col", colspan: columns }, "Test examples that it fires on most"),
  );
  const caption = "Each latent with the share of test examples on which it fires" +
    (hasAtoms ? ", its atom (around mid grey, scaled by its largest absolute value)" : "") +
    " and the examples of its greatest activations, which stand under them.";
  const content = element(
    "table",
    { class: "latents" },
    element("caption", {}, caption),
    element("thead", {}, head),
    element("tbody", {}, latents.map((latent) => row(latent, { shape, hasAtoms, columns }))),
  );
  return element("div", { class: "wide" }, content);
}

interface RowOptions {
  readonly shape: Shape;
  readonly hasAtoms: boolean;
  readonly columns: number;
}

function row(latent: LatentRow, { shape, hasAtoms, columns }: RowOptions): Markup {
  const { index, rate, atom, activations } = latent;
  const rateText = `${formatNumber(100 * rate, { digits: 2 })}%`;
  return element(
    "tr",
    {},
    element(
      "th",
      { scope: "row" },
      index.toLocaleString("en"),
      element("small", {}, rate === 0 ? "never fires" : `fires on ${rateText}`),
    ),
    hasAtoms ? element("td", {}, atom ? drawAtom(atom, { index, shape }) : "–") : [],
    examplesOf(latent, shape),
    activations.length < columns
      ? element("td", { colspan: columns - activations.length }, "")
      : [],
  );
}

function drawAtom(
  atom: Float32Array,
  { index, shape }: { index: number; shape: Shape },
): Markup {
  return picture(signedImages(atom, shape), {
    alt: `Atom of latent ${index}`,
    shape,
    range: [0, 1],
    side: SIDE,
  });
}

function examplesOf(
  { index, examples, activations }: LatentRow,
  shape: Shape,
): Content {
  const size = sizeOf(shape);
  return Array.from(activations, (activation, i) => {
    const text = formatNumber(activation);
    const image = picture(examples.subarray(i * size, (i + 1) * size), {
      alt: `Test example on which latent ${index} is ${text}`,
      shape,
      range: [0, 1],
      side: SIDE,
    });
    return element("td", {}, image, element("small", {}, text));
  });
}
