import { formatShape, sizeOf } from "../../core/shape.ts";
import { asMarkup, type Content, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { histogram } from "../../plots/histogram.ts";
import type { Report } from "./report.ts";
import { latentRows } from "./latent_rows.ts";
import { table } from "./table.ts";

/** What the latents of a sparse code do on the test examples. */
export interface ReportLatents {
  /** How many latents are active on an example, averaged over the examples (L0). */
  readonly activeLatents: number;
  /** The fraction of the inputs' variance that is explained: 1 − FVU. */
  readonly explained: number;
  readonly deadFraction: number;
  /** When a latent counts as dead: "it fires on no test example". */
  readonly deadWhen: string;
  /** How many latents there are: N. */
  readonly size: number;
  /** The share of examples on which each latent fires, [N]. */
  readonly rates: Float32Array;
  /** Some latents and the examples that they fire on most. */
  readonly shown: readonly ReportLatent[];
}

/** One latent of a sparse code. */
export interface ReportLatent {
  readonly index: number;
  /** The share of examples on which it fires. */
  readonly rate: number;
  /** What it adds to a reconstruction, in the inputs' shape. */
  readonly atom?: Float32Array;
  /** The examples with the greatest activations, [M, …inputShape], about ten. */
  readonly examples: Float32Array;
  /** The activation on each of these examples, [M]. */
  readonly activations: Float32Array;
}

/** Figures of a sparse code, how often its latents fire, and what some of them fire on. */
export function latentsSection({ latents, inputShape }: Report): Content {
  if (latents === undefined) return [];
  const { rates, size, shown } = latents;
  if (rates.length !== size) {
    throw new RangeError(
      `Cannot draw how often ${size} latents fire: there are ${rates.length} rates, ` +
        "expected one for each latent",
    );
  }
  for (const { index, atom, examples, activations } of shown) {
    const pixels = sizeOf(inputShape);
    if (examples.length !== activations.length * pixels) {
      throw new RangeError(
        `Cannot draw the examples of latent ${index}: there are ${examples.length} values for ` +
          `${activations.length} activations, expected ${pixels} for each in shape ` +
          formatShape(inputShape),
      );
    }
    if (atom && atom.length !== pixels) {
      throw new RangeError(
        `Cannot draw the atom of latent ${index}: there are ${atom.length} values, ` +
          `expected the ${pixels} of shape ${formatShape(inputShape)}`,
      );
    }
  }
  return element(
    "section",
    {},
    element("h2", {}, "Latents"),
    element("div", { class: "charts" }, figures(latents), rateFigure(latents)),
    shown.length > 0 ? latentRows(shown, inputShape) : [],
  );
}

function figures(
  { activeLatents, explained, deadFraction, deadWhen, size }: ReportLatents,
): Markup {
  const dead = Math.round(deadFraction * size);
  return table({
    caption: "Measured on the test examples. FVU is the fraction of the inputs' variance that " +
      `reconstructions leave unexplained; a latent is dead when ${deadWhen}.`,
    columns: [{ name: "Figure" }, { name: "Value", isNumber: true }],
    rows: [
      ["Latents", size.toLocaleString("en")],
      ["Active on an example (L0)", formatNumber(activeLatents)],
      ["Variance explained (1 − FVU)", formatNumber(explained)],
      ["Dead latents", dead.toLocaleString("en")],
      ["Share of latents that are dead", `${formatNumber(100 * deadFraction, { digits: 2 })}%`],
    ],
  });
}

function rateFigure({ rates, size }: ReportLatents): Markup {
  const title = `How often each of ${size.toLocaleString("en")} latents fires`;
  const drawing = histogram({
    title,
    xLabel: "share of test examples on which a latent fires",
    yLabel: "latents",
    values: rates,
    zeroLabel: "never",
  });
  const caption = `${title}, in bins of equal ratio` +
    (rates.includes(0)
      ? "; the bar at the left counts those that never do, and is cut where it would dwarf the others."
      : ".");
  return element("figure", {}, asMarkup(drawing), element("figcaption", {}, caption));
}
