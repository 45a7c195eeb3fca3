import { pictureValues } from "../../core/own_units.ts";
import { exampleKind } from "../../core/example_kind.ts";
import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { gatherBatch } from "../../data/mod.ts";
import { asMarkup, element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { histogram } from "../../plots/histogram.ts";
import { type LatentRow, latentTable } from "../markup/latent_table.ts";
import { table } from "../markup/table.ts";
import { strongestExamples } from "../pictures/strongest_examples.ts";
import { weightImages } from "../pictures/weight_images.ts";
import type { FiringCodes } from "./report_context.ts";
import type { Section } from "./section.ts";

/** The latents of a sparse code. */
export interface Latents {
  /** The shape of an example. */
  readonly shape: Shape;
  /** Their activity on the test examples. */
  readonly sparse: FiringCodes;
  /** Some of them and the test examples that they fire on most. */
  readonly shown: readonly LatentRow[];
}

/** The number of latents that are shown, and of examples for each. */
const LATENTS = 10, EXAMPLES = 10;

/** Figures of a sparse code, how often its latents fire, and what some of them fire on. */
export const latents: Section<Latents> = {
  title: "Latents",
  place: 30,
  async gather(
    { run: { model: { plan, params } }, data: { test }, autoencoder, preprocessor, sparse },
  ) {
    if (!sparse) return undefined;
    const { shape } = test, size = sizeOf(shape);
    // What is no picture has names, and another section says them.
    const chosen = exampleKind(preprocessor) === "images" ? someThatFire(sparse) : [];
    const strongest = await strongestExamples(chosen, {
      autoencoder,
      examples: test,
      most: EXAMPLES,
    });
    const atoms = weightImages(plan, { params });
    const hasAtoms = atoms && sizeOf(atoms.shape) === size &&
      atoms.images.length === sparse.size * size;
    const shown = chosen.map((index, i): LatentRow => ({
      index,
      rate: sparse.rates[index],
      ...(hasAtoms && { atom: atoms.images.subarray(index * size, (index + 1) * size) }),
      examples: pictureValues(
        gatherBatch(test, strongest[i].map(({ example }) => example)),
        preprocessor,
      ),
      activations: Float32Array.from(strongest[i], ({ activation }) => activation),
    }));
    return { shape, sparse, shown };
  },
  draw(data) {
    check(data);
    const { shape, sparse, shown } = data;
    return [
      element("div", { class: "charts" }, figures(sparse), rateFigure(sparse)),
      shown.length > 0 ? latentTable(shown, shape) : [],
    ];
  },
};

/** Orders the latents of a code, the one that fires most often first. */
export function latentsByRate({ rates }: Pick<FiringCodes, "rates">): number[] {
  return [...rates.keys()].sort((a, b) => rates[b] - rates[a] || a - b);
}

/** Latents chosen evenly from the most frequent to the rarest that fires: some common, some special. */
export function someThatFire(sparse: FiringCodes): number[] {
  const firing = latentsByRate(sparse).filter((index) => sparse.rates[index] > 0);
  const count = Math.min(LATENTS, firing.length);
  return Array.from({ length: count }, (_, i) => firing[Math.floor(i * firing.length / count)]);
}

function check({ shape, sparse: { rates, size }, shown }: Latents): void {
  if (rates.length !== size) {
    throw new RangeError(
      `Cannot draw how often ${size} latents fire: there are ${rates.length} rates, ` +
        "expected one for each latent",
    );
  }
  const pixels = sizeOf(shape);
  for (const { index, atom, examples, activations } of shown) {
    if (examples.length !== activations.length * pixels) {
      throw new RangeError(
        `Cannot draw the examples of latent ${index}: there are ${examples.length} values for ` +
          `${activations.length} activations, expected ${pixels} for each in shape ` +
          formatShape(shape),
      );
    }
    if (atom && atom.length !== pixels) {
      throw new RangeError(
        `Cannot draw the atom of latent ${index}: there are ${atom.length} values, ` +
          `expected the ${pixels} of shape ${formatShape(shape)}`,
      );
    }
  }
}

function figures({ active, explained, dead, deadWhen, size }: FiringCodes): Markup {
  return table({
    caption: "Measured on the test examples. FVU is the fraction of the inputs' variance that " +
      `reconstructions leave unexplained; a latent is dead when ${deadWhen}.`,
    columns: [{ name: "Figure" }, { name: "Value", isNumber: true }],
    rows: [
      ["Latents", size.toLocaleString("en")],
      ["Active on an example (L0)", formatNumber(active)],
      ...(explained === undefined
        ? []
        : [["Variance explained (1 − FVU)", formatNumber(explained)]]),
      ["Dead latents", Math.round(dead * size).toLocaleString("en")],
      ["Share of latents that are dead", `${formatNumber(100 * dead, { digits: 2 })}%`],
    ],
  });
}

function rateFigure({ rates, size }: FiringCodes): Markup {
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
