import { z } from "zod";
import { parseWith } from "../schemas/parse_with.ts";
import type { Plugin } from "./plugin.ts";

/** The kinds of parts that models are made of, by their lists in a plug-in. */
export type PartKind = "layers" | "penalties" | "corruptions" | "likelihoods" | "variants";

/** A part with its kind and its name. */
export interface NamedPart {
  readonly kind: PartKind;
  readonly name: string;
  readonly part: { readonly schema: z.ZodObject };
}

/** The field that carries the name of a part, and the functions that it must have. */
const kinds: Readonly<Record<PartKind, { readonly key: string; readonly functions: string[] }>> = {
  layers: { key: "type", functions: ["outputShape", "apply", "emit"] },
  penalties: { key: "type", functions: ["apply"] },
  corruptions: { key: "type", functions: ["apply"] },
  likelihoods: { key: "type", functions: ["loss"] },
  variants: { key: "variant", functions: ["fill"] },
};

const isFunction = (value: unknown) => typeof value === "function";
const callable = z.custom<CallableFunction>(isFunction, "expected a function");

/** Schemas are told by what they do: a plug-in may have brought another copy of zod. */
const described = z.custom<{ readonly schema: z.ZodObject }>(
  (part) =>
    part instanceof Object &&
    isFunction(Reflect.get(Object(Reflect.get(part, "schema")), "safeParse")),
  "expected a part with a schema, as the define functions take it",
);

const pluginForm = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower-case letters, digits and -"),
  version: z.string().regex(/^\d+\.\d+\.\d+/, "expected a version such as 1.0.0"),
  layers: z.array(described).optional(),
  penalties: z.array(described).optional(),
  corruptions: z.array(described).optional(),
  likelihoods: z.array(described).optional(),
  variants: z.array(described).optional(),
  measures: z.record(z.string(), callable).optional(),
  reportSections: z.record(
    z.string(),
    z.looseObject({ title: z.string(), place: z.number(), gather: callable, draw: callable }),
  ).optional(),
});

/** Checks the form of a plug-in, `what` it is called; throws a TypeError, one sentence, that says why not. */
export function checkPlugin(value: unknown, what: string): asserts value is Plugin {
  const form = parseWith(pluginForm, value, what);
  const { name: _name, version: _version, ...parts } = form;
  if (Object.values(parts).every((list) => list === undefined || Object.keys(list).length === 0)) {
    throw new TypeError(`Cannot use ${what}: there are no parts in it`);
  }
  const seen = new Set<string>();
  for (const kind of Object.keys(kinds) as PartKind[]) {
    form[kind]?.forEach((part, i) => {
      const { key, functions } = kinds[kind], name = nameOf(part, key);
      if (name === undefined) {
        throw new TypeError(
          `Cannot use ${what}: the schema of ${kind}.${i} has no field ${key} with a literal`,
        );
      }
      const missing = functions.find((each) => !isFunction(Reflect.get(part, each)));
      if (missing !== undefined) {
        throw new TypeError(
          `Cannot use ${what}: ${kind}.${i}, "${name}", has no function ${missing}`,
        );
      }
      if (kind === "penalties" && !("coefficient" in part.schema.shape)) {
        throw new TypeError(
          `Cannot use ${what}: the schema of the penalty "${name}" has no coefficient, spread ` +
            "penaltyFields in it",
        );
      }
      if (seen.has(`${kind} ${name}`)) {
        throw new TypeError(`Cannot use ${what}: ${kind} has "${name}" twice`);
      }
      seen.add(`${kind} ${name}`);
    });
  }
}

/** The parts of a plug-in that models are made of. */
export function partsOf(plugin: Plugin): NamedPart[] {
  return (Object.keys(kinds) as PartKind[]).flatMap((kind) =>
    (plugin[kind] ?? []).map((part) => ({ kind, name: nameOf(part, kinds[kind].key)!, part }))
  );
}

/** The name of a part: the one value that its field may have. */
function nameOf({ schema }: { readonly schema: z.ZodObject }, key: string): string | undefined {
  const field: unknown = schema.shape[key];
  const value = field instanceof Object ? Reflect.get(field, "value") : undefined;
  return typeof value === "string" ? value : undefined;
}
