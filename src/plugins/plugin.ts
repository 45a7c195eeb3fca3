import type { Corruption } from "../corruptions/mod.ts";
import type { Measure } from "../evaluation/measures/mod.ts";
import type { Layer } from "../layers/mod.ts";
import type { Likelihood } from "../losses/mod.ts";
import type { Penalty } from "../penalties/mod.ts";
import type { Section } from "../report/sections/mod.ts";
import type { Variant } from "../variants/mod.ts";
import type { z } from "zod";

/** The schema of the options of a part, which carries its name. */
interface Described {
  readonly schema: z.ZodObject;
}

/**
 * Parts of one's own for models, evaluations and reports, each made by the function that the built-in
 * ones are made by. A file that `--plugin` names exports one as `plugin`.
 */
export interface Plugin {
  /** Its name, which runs record: lower-case letters, digits and -. */
  readonly name: string;
  /** Its version, `1.0.0`: a run that needs the plug-in asks for the one that it was made with. */
  readonly version: string;
  /** Made by `defineLayer`. */
  readonly layers?: readonly (Layer<{ readonly type: string }, unknown> & Described)[];
  /** Made by `definePenalty`. */
  readonly penalties?: readonly (Penalty<{ readonly type: string }> & Described)[];
  /** Made by `defineCorruption`. */
  readonly corruptions?: readonly (Corruption<{ readonly type: string }> & Described)[];
  /** Made by `defineLikelihood`. */
  readonly likelihoods?: readonly (Likelihood<{ readonly type: string }> & Described)[];
  /** Made by `defineVariant`. */
  readonly variants?: readonly (Variant<{ readonly variant: string }> & Described)[];
  /** Made by `defineMeasure`, by the names that they have in `evaluation.json`. */
  readonly measures?: Readonly<Record<string, Measure>>;
  /** Made by `defineReportSection`, by names of their own. */
  readonly reportSections?: Readonly<Record<string, Section<unknown>>>;
}

/**
 * A plug-in, its type checked.
 *
 * @example
 * ```ts
 * import { defineMeasure, definePlugin } from "isthmus";
 *
 * const examples = defineMeasure(({ test }) => ({
 *   sentence: `There are ${test.count} test examples.`,
 *   values: { count: test.count },
 * }));
 * const plugin = definePlugin({ name: "counts", version: "1.0.0", measures: { examples } });
 * assertEquals(Object.keys(plugin.measures!), ["examples"]);
 * ```
 */
export function definePlugin(plugin: Plugin): Plugin {
  return plugin;
}

/**
 * A measure: a function that says a sentence of a trained model, and the same as values.
 *
 * @example
 * ```ts
 * import { defineMeasure } from "isthmus";
 *
 * const small = defineMeasure(({ test }) => test.count > 10 ? undefined : {
 *   sentence: "These are few test examples.",
 *   values: { count: test.count },
 * });
 * assertEquals(typeof small, "function");
 * ```
 */
export function defineMeasure(measure: Measure): Measure {
  return measure;
}

/**
 * A section of the report of a run: what it gathers, and how it draws that.
 *
 * @example
 * ```ts
 * import { defineReportSection, element } from "isthmus";
 *
 * const seed = defineReportSection<number>({
 *   title: "Seed",
 *   place: 95,
 *   gather: ({ run }) => run.config.recipe.seed,
 *   draw: (value) => element("p", {}, `All that is random follows from ${value}.`),
 * });
 * assertEquals(seed.draw(3), { markup: "<p>All that is random follows from 3.</p>" });
 * ```
 */
export function defineReportSection<Data>(section: Section<Data>): Section<Data> {
  return section;
}
