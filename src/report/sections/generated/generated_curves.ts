import { exampleKind } from "../../../core/example_kind.ts";
import { ownUnits } from "../../../core/own_units.ts";
import { createRng } from "../../../core/rng.ts";
import { cards } from "../../markup/cards.ts";
import { smallCurves } from "../../markup/small_curves.ts";
import { className } from "../../../data/mod.ts";
import { labelsOfCodes } from "../../pictures/labels_of_codes.ts";
import { codesToDrawBy, drawnCodes } from "./generated.ts";
import type { Section } from "../section.ts";

/** New long vectors, in the units of the data. */
export interface GeneratedCurves {
  readonly vectors: readonly { readonly name: string; readonly values: Float32Array }[];
  readonly caption: string;
}

/** The number of vectors that are drawn. */
const DRAWN = 6;

/** Curves that the decoder makes of codes drawn at random. */
export const generatedCurves: Section<GeneratedCurves> = {
  title: "Generated",
  place: 63,
  async gather(context) {
    const { autoencoder, data: { classes }, preprocessor } = context;
    if (exampleKind(preprocessor) !== "vectors") return undefined;
    const rng = createRng(0).fork("generated");
    const seen = await codesToDrawBy(context, rng);
    if (!seen) return undefined;
    const { codes, text } = drawnCodes(seen, { count: DRAWN, rng });
    const labels = labelsOfCodes(autoencoder, { count: DRAWN });
    const all = ownUnits((await autoencoder.decode(codes, labels)).values, preprocessor);
    const size = all.length / DRAWN;
    return {
      vectors: Array.from({ length: DRAWN }, (_, i) => ({
        name: `Vector ${i + 1}${labels.labels ? `: ${className(classes, labels.labels[i])}` : ""}`,
        values: all.slice(i * size, (i + 1) * size),
      })),
      caption: `${text}, in the units of the data.`,
    };
  },
  draw: ({ vectors, caption }) =>
    cards(
      vectors.map(({ name, values }) => ({
        title: name,
        content: smallCurves([{ label: "generated", values }], `${name}, generated`),
      })),
      { caption },
    ),
};
