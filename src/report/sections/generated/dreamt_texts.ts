import { dreamsOf } from "../../../boltzmann/mod.ts";
import { exampleKind } from "../../../core/example_kind.ts";
import { valueNames } from "../../../core/value_names.ts";
import { className } from "../../../data/mod.ts";
import { machinesIn } from "../../../pretraining/mod.ts";
import { cards } from "../../markup/cards.ts";
import { largestValues, namedBars, type NamedValue } from "../../markup/named_bars.ts";
import type { Section } from "../section.ts";

/** Texts of a stack of Boltzmann machines by their likeliest words. */
export interface DreamtTexts {
  readonly texts: readonly { readonly name: string; readonly words: readonly NamedValue[] }[];
  readonly hasClasses: boolean;
}

/** The samples without classes, the words of each, and the Gibbs steps that it is away from its start. */
const DRAWN = 12, WORDS = 10, STEPS = 200;

/** The likeliest words of samples of a stack of machines alone, the lowest of which counts words. */
export const dreamtTexts: Section<DreamtTexts> = {
  title: "Dreams",
  place: 66,
  gather({ run, data, preprocessor }) {
    const { config: { recipe: { stages = [], training } }, model: { plan, params } } = run;
    const isTrainedSo = training.epochs === 0 && stages.some(({ train }) => train === "machines");
    if (!isTrainedSo || exampleKind(preprocessor) !== "texts") return undefined;
    const machines = machinesIn(plan, params);
    // The chains of one machine are texts of some length; those of a stack are not.
    if (!machines || machines.length === 1) return undefined;
    const count = machines.at(-1)!.spec.visible.classes ?? DRAWN;
    const { values, classes } = dreamsOf(machines, { count, steps: STEPS, seed: 0 });
    const names = valueNames(preprocessor), size = names.length;
    return {
      texts: Array.from({ length: count }, (_, i) => ({
        name: classes === undefined ? `Text ${i + 1}` : className(data.classes, i),
        words: largestValues(values.slice(i * size, (i + 1) * size), { names, most: WORDS }),
      })),
      hasClasses: classes !== undefined,
    };
  },
  draw: ({ texts, hasClasses }) =>
    cards(
      texts.map(({ name, words }) => ({
        title: name,
        content: namedBars(words, `Words of ${name}`),
      })),
      {
        caption:
          `The ${WORDS} likeliest words, with their chances, of samples of the top machine, ` +
          `${STEPS} Gibbs steps after random states of its hidden units${
            hasClasses ? ", one of each class" : ""
          }.`,
      },
    ),
};
