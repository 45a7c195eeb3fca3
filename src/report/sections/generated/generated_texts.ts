import { exampleKind } from "../../../core/example_kind.ts";
import { valueNames } from "../../../core/value_names.ts";
import { createRng } from "../../../core/rng.ts";
import { cards } from "../../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../../markup/named_bars.ts";
import { className } from "../../../data/mod.ts";
import { labelsOfCodes } from "../../pictures/labels_of_codes.ts";
import { codesToDrawBy, drawnCodes } from "./generated.ts";
import type { Section } from "../section.ts";

/** New texts by their heaviest words. */
export interface GeneratedTexts {
  readonly texts: readonly { readonly name: string; readonly words: readonly NamedValue[] }[];
  readonly caption: string;
}

/** The numbers of texts that are drawn, and of words that stand for one. */
const DRAWN = 9, WORDS = 10;

/** The heaviest words of texts that the decoder makes of codes drawn at random. */
export const generatedTexts: Section<GeneratedTexts> = {
  title: "Generated",
  place: 62,
  async gather(context) {
    const { autoencoder, data: { classes }, preprocessor } = context;
    if (exampleKind(preprocessor) !== "texts") return undefined;
    const rng = createRng(0).fork("generated");
    const seen = await codesToDrawBy(context, rng);
    if (!seen) return undefined;
    const { codes, text } = drawnCodes(seen, { count: DRAWN, rng });
    const labels = labelsOfCodes(autoencoder, { count: DRAWN });
    const { values } = await autoencoder.decode(codes, labels);
    const names = valueNames(preprocessor), size = names.length;
    return {
      texts: Array.from({ length: DRAWN }, (_, i) => ({
        name: `Text ${i + 1}${labels.labels ? `: ${className(classes, labels.labels[i])}` : ""}`,
        words: largestValues(
          values.slice(i * size, (i + 1) * size).map((value) => Math.max(0, value)),
          { names, most: WORDS },
        ),
      })),
      caption: text,
    };
  },
  draw: ({ texts, caption }) =>
    cards(
      texts.map(({ name, words }) => ({
        title: name,
        content: namedBars(words, `Words of ${name}`),
      })),
      { caption: `${caption}: the ${WORDS} heaviest words of each, with their weights.` },
    ),
};
