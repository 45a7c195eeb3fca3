import { exampleKind } from "../../core/example_kind.ts";
import { valueNames } from "../../core/value_names.ts";
import { sizeOf } from "../../core/shape.ts";
import { firstExamples } from "../../data/mod.ts";
import { exampleTangents } from "../../evaluation/passes/example_tangents.ts";
import { isContractive } from "../../evaluation/passes/is_contractive.ts";
import { element } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { cards } from "../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../markup/named_bars.ts";
import { exampleName } from "../pictures/shown_examples.ts";
import type { Section } from "./section.ts";

/** Tangents by the names of what changes along them. */
export interface NamedTangents {
  readonly examples: readonly NamedExample[];
}

/** An example and the directions in which its code answers most, the strongest first. */
export interface NamedExample {
  readonly name: string;
  readonly directions: readonly {
    /** The singular value: how much the code changes for a change of one. */
    readonly strength: number;
    readonly changes: readonly NamedValue[];
  }[];
}

/** The numbers of examples that are shown, of directions of each, and of changes of each. */
const EXAMPLES = 3, DIRECTIONS = 3, CHANGES = 6;

/** The changes by column or word that the code of a contractive run answers to most. */
export const namedTangents: Section<NamedTangents> = {
  title: "Tangents",
  place: 71,
  gather({ run: { model: { plan, params } }, data: { test, classes }, preprocessor }) {
    const kind = exampleKind(preprocessor);
    if (!isContractive(plan) || (kind !== "table" && kind !== "texts")) return undefined;
    const names = valueNames(preprocessor), size = names.length;
    const directions = Math.min(DIRECTIONS, sizeOf(plan.codeShape), size);
    const shown = firstExamples(test, EXAMPLES);
    const all = exampleTangents({ plan, params }, shown, { directions });
    return {
      examples: all.map(({ values, directions: found }, index) => ({
        name: exampleName(test, index, classes),
        directions: Array.from({ length: directions }, (_, i) => ({
          strength: values[i],
          changes: largestValues(found.values.subarray(i * size, (i + 1) * size), {
            names,
            most: CHANGES,
          }),
        })),
      })),
    };
  },
  draw: ({ examples }) =>
    cards(
      examples.map(({ name, directions }) => ({
        title: name,
        content: directions.map(({ strength, changes }, i) => [
          element("h5", {}, `Direction ${i + 1}, strength ${formatNumber(strength)}`),
          namedBars(changes, `The largest changes along direction ${i + 1} of ${name}`),
        ]),
      })),
      {
        caption:
          "Test examples and the leading right singular vectors of the Jacobian of their codes: " +
          "the directions of small changes that the code follows most, each by its largest entries. " +
          "The strength is the singular value: how far the code moves with a change of length 1.",
      },
    ),
};
