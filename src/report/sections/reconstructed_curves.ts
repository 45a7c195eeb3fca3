import { exampleKind } from "../../core/example_kind.ts";
import { ownUnits } from "../../core/own_units.ts";
import { cards } from "../markup/cards.ts";
import { smallCurves } from "../markup/small_curves.ts";
import { type ShownExample, shownExamples } from "../pictures/shown_examples.ts";
import { errorNote } from "./reconstructed_rows.ts";
import type { Section } from "./section.ts";

/** Long vectors and their reconstructions, in the units of the data. */
export interface ReconstructedCurves {
  readonly examples: readonly ShownExample[];
  /** True where the model sees the values on another scale. */
  readonly isScaled: boolean;
}

/** Vectors as curves, their reconstructions over them. */
export const reconstructedCurves: Section<ReconstructedCurves> = {
  title: "Reconstructions",
  place: 23,
  async gather({ data: { test, classes }, autoencoder, beside, pca, preprocessor }) {
    if (exampleKind(preprocessor) !== "vectors") return undefined;
    const shown = await shownExamples({ autoencoder, beside, pca }, test, { classes });
    return {
      examples: shown.map((example) => ({
        ...example,
        input: ownUnits(example.input, preprocessor),
        output: ownUnits(example.output, preprocessor),
      })),
      isScaled: preprocessor.scaling !== undefined,
    };
  },
  draw: ({ examples, isScaled }) =>
    cards(
      examples.map((example) => ({
        title: example.name,
        note: errorNote(example),
        content: smallCurves([
          { label: "original", values: example.input },
          { label: "reconstruction", values: example.output },
        ], `${example.name}: original and reconstruction`),
      })),
      {
        caption:
          "Test examples and what the autoencoder makes of them, value by value, in the units " +
          "of the data. The squared errors are summed over the values" +
          `${isScaled ? ", on the common scale that the model sees them on" : ""}.`,
      },
    ),
};
