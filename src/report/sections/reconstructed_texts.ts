import { exampleKind } from "../../core/example_kind.ts";
import { valueNames } from "../../core/value_names.ts";
import { element } from "../../plots/element.ts";
import { cards } from "../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../markup/named_bars.ts";
import { type ShownExample, shownExamples } from "../pictures/shown_examples.ts";
import { errorNote } from "./reconstructed_rows.ts";
import type { Section } from "./section.ts";

/** Texts by their heaviest words, before a model and after it. */
export interface ReconstructedTexts {
  readonly examples: readonly ReconstructedText[];
}

/** The heaviest words of a text and of its reconstruction, those marked that only one of both has. */
export type ReconstructedText = Omit<ShownExample, "input" | "output"> & {
  readonly words: readonly NamedValue[];
  readonly reconstruction: readonly NamedValue[];
};

/** The number of words that stand for a text. */
const WORDS = 10;

/** The part of its weight that a word must keep so as not to be missing. */
const KEPT = 0.25;

/** The heaviest words of texts beside those of their reconstructions. */
export const reconstructedTexts: Section<ReconstructedTexts> = {
  title: "Reconstructions",
  place: 22,
  async gather({ data: { test, classes }, autoencoder, beside, pca, preprocessor }) {
    if (exampleKind(preprocessor) !== "texts") return undefined;
    const names = valueNames(preprocessor);
    const shown = await shownExamples({ autoencoder, beside, pca }, test, { classes });
    return {
      examples: shown.map(({ input, output, ...example }) => ({
        ...example,
        ...comparedWords({ input, output, names }),
      })),
    };
  },
  draw: ({ examples }) =>
    cards(
      examples.map((example) => ({
        title: example.name,
        note: errorNote(example),
        content: element(
          "div",
          { class: "pair" },
          element(
            "div",
            {},
            element("h5", {}, "Text"),
            namedBars(example.words, "Words of the text"),
          ),
          element(
            "div",
            {},
            element("h5", {}, "Reconstruction"),
            namedBars(example.reconstruction, "Words of the reconstruction"),
          ),
        ),
      })),
      {
        isLarge: true,
        caption:
          `The ${WORDS} heaviest words of test examples and of what the autoencoder makes of ` +
          `them, with their weights. A word is missing where less than ${
            100 * KEPT
          } % of its weight ` +
          "is left, and invented where the text does not have it.",
      },
    ),
};

/** The heaviest words of a text and of its reconstruction, with a mark on what is missing or invented. */
export function comparedWords(
  { input, output, names }: {
    input: Float32Array;
    output: Float32Array;
    names: readonly string[];
  },
): Pick<ReconstructedText, "words" | "reconstruction"> {
  const left = new Map(names.map((name, i) => [name, output[i]]));
  const had = new Map(names.map((name, i) => [name, input[i]]));
  const most = WORDS;
  return {
    words: largestValues(input, { names, most }).map((word) => ({
      ...word,
      ...(left.get(word.name)! < KEPT * word.value && { mark: "missing" }),
    })),
    // A weight below zero is of no word.
    reconstruction: largestValues(output.map((value) => Math.max(0, value)), { names, most }).map(
      (word) => ({ ...word, ...(had.get(word.name) === 0 && { mark: "invented" }) }),
    ),
  };
}
