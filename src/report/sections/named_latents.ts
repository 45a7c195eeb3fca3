import { exampleKind } from "../../core/example_kind.ts";
import { valueNames } from "../../core/value_names.ts";
import { sizeOf } from "../../core/shape.ts";
import { gatherBatch } from "../../data/mod.ts";
import { element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { cards } from "../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../markup/named_bars.ts";
import { exampleName } from "../pictures/shown_examples.ts";
import { strongestExamples } from "../pictures/strongest_examples.ts";
import { weightVectors } from "../pictures/weight_images.ts";
import { someThatFire } from "./latents.ts";
import type { Section } from "./section.ts";

/** Latents of a sparse code by the names of what they add and of what they fire on. */
export interface NamedLatents {
  readonly shown: readonly NamedLatent[];
}

/** One latent. */
export interface NamedLatent {
  readonly index: number;
  /** The share of the test examples on which it fires. */
  readonly rate: number;
  /** The largest entries of what it adds to a reconstruction. */
  readonly atom?: readonly NamedValue[];
  /** The test examples that it fires on most, with the activation; of texts also their heaviest words. */
  readonly examples: readonly {
    readonly name: string;
    readonly activation: number;
    readonly words?: readonly string[];
  }[];
}

/** The numbers of entries of an atom, of examples of a latent, and of words of one. */
const ENTRIES = 6, EXAMPLES = 5, WORDS = 5;

/** The columns or words that latents stand for, and the examples that they fire on most. */
export const namedLatents: Section<NamedLatents> = {
  title: "What latents stand for",
  place: 31,
  async gather(
    {
      run: { model: { plan, params } },
      data: { test, classes },
      autoencoder,
      preprocessor,
      sparse,
    },
  ) {
    const kind = exampleKind(preprocessor);
    if (!sparse || (kind !== "table" && kind !== "texts")) return undefined;
    const names = valueNames(preprocessor), size = names.length;
    const chosen = someThatFire(sparse);
    const strongest = await strongestExamples(chosen, {
      autoencoder,
      examples: test,
      most: EXAMPLES,
    });
    const atoms = weightVectors(plan, { params });
    const hasAtoms = atoms && sizeOf(atoms.shape) === size &&
      atoms.images.length === sparse.size * size;
    const wordsOf = (example: number) =>
      largestValues(gatherBatch(test, [example]), { names, most: WORDS }).map(({ name }) => name);
    const shown = chosen.map((index, i): NamedLatent => ({
      index,
      rate: sparse.rates[index],
      ...(hasAtoms && {
        atom: largestValues(atoms.images.subarray(index * size, (index + 1) * size), {
          names,
          most: ENTRIES,
        }),
      }),
      examples: strongest[i].map(({ example, activation }) => ({
        name: exampleName(test, example, classes),
        activation,
        ...(kind === "texts" && { words: wordsOf(example) }),
      })),
    }));
    return shown.length === 0 ? undefined : { shown };
  },
  draw: ({ shown }) =>
    cards(
      shown.map((latent) => ({
        title: `Latent ${latent.index.toLocaleString("en")}`,
        note: `Fires on ${formatNumber(100 * latent.rate, { digits: 2 })}%`,
        content: [
          latent.atom ? namedBars(latent.atom, `The atom of latent ${latent.index}`) : [],
          examplesOf(latent),
        ],
      })),
      {
        caption:
          "Latents from the most frequent to the rarest that fires, each with the share of test " +
          "examples on which it fires, the largest entries of what it adds to a reconstruction, and the " +
          "test examples of its greatest activations.",
      },
    ),
};

function examplesOf({ examples }: NamedLatent): Markup {
  return element(
    "ul",
    {},
    examples.map(({ name, activation, words }) =>
      element(
        "li",
        {},
        `${name} (${formatNumber(activation)})`,
        words ? element("small", {}, words.join(", ")) : [],
      )
    ),
  );
}
