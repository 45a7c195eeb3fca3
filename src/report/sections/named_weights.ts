import { exampleKind } from "../../core/example_kind.ts";
import { valueNames } from "../../core/value_names.ts";
import { sizeOf } from "../../core/shape.ts";
import { cards } from "../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../markup/named_bars.ts";
import { weightVectors } from "../pictures/weight_images.ts";
import { latentsByRate } from "./latents.ts";
import type { Section } from "./section.ts";

/** The largest weights of units, latents or atoms, by the names of what they are of. */
export interface NamedWeights {
  /** The layer, `encoder.1`. */
  readonly path: string;
  /** The word for one of them: "unit", "latent" or "atom". */
  readonly what: string;
  readonly units: readonly NamedUnit[];
  readonly caption: string;
}

/** One unit, latent or atom. */
export interface NamedUnit {
  readonly index: number;
  readonly weights: readonly NamedValue[];
}

/** The largest numbers of units that are shown, and of weights of each. */
const MOST = 24, WEIGHTS = 8;

/** The largest weights of a layer by column or word, of a sparse code those of the most used first. */
export const namedWeights: Section<NamedWeights> = {
  title: "Weights",
  place: 96,
  gather({ run: { model: { plan, params } }, preprocessor, sparse }) {
    const kind = exampleKind(preprocessor);
    if (kind !== "table" && kind !== "texts") return undefined;
    const found = weightVectors(plan, { params });
    if (!found || found.shape.length !== 1) return undefined;
    const { path, what, images: vectors, shape } = found, size = sizeOf(shape);
    const names = valueNames(preprocessor), total = vectors.length / size;
    const order = sparse ? latentsByRate(sparse) : [...Array(total).keys()];
    const units = order.slice(0, MOST).map((index) => ({
      index,
      weights: largestValues(vectors.subarray(index * size, (index + 1) * size), {
        names,
        most: WEIGHTS,
      }),
    }));
    const which = units.length === total
      ? `The ${total} ${what} of ${path}`
      : `${units.length} of ${total.toLocaleString("en")} ${what} of ${path}` +
        (sparse ? ", those that fire most" : "");
    const ofWhat = kind === "texts" ? "words" : "columns";
    const scale = preprocessor.scaling ? ", which the model sees on a common scale" : "";
    return {
      path,
      what: what.replace(/s$/, ""),
      units,
      caption: `${which}, each by the ${ofWhat} of its largest weights${scale}.`,
    };
  },
  draw: ({ path, what, units, caption }) =>
    cards(
      units.map(({ index, weights }) => ({
        title: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${index.toLocaleString("en")}`,
        content: namedBars(weights, `The largest weights of ${what} ${index}`),
      })),
      { title: path, caption },
    ),
};
