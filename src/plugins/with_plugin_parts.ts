import type { ModelOptionsInput } from "../model/mod.ts";

/**
 * The options of a model that names parts of plug-ins, which the compiler does not know: they are checked
 * by the schemas of these parts where the model is made.
 *
 * @example
 * ```ts
 * import { withPluginParts } from "isthmus";
 *
 * const options = withPluginParts({ encoder: [{ type: "gain" }, { type: "dense", units: 2 }] });
 * assertEquals(Object.keys(options), ["encoder"]);
 * ```
 */
export function withPluginParts(options: Readonly<Record<string, unknown>>): ModelOptionsInput {
  return options as unknown as ModelOptionsInput;
}
