/** A JSON Schema, as far as it is read here. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A field: its path, what it takes, and what it has unless given. */
export interface FieldRow {
  readonly path: string;
  readonly takes: string;
  readonly unless: string;
  /** The last part of the path, by which its comment is found. */
  readonly name: string;
}

/** The parts of a recipe that stand in several places, each with a section of its own, or a page. */
export const PARTS: Readonly<Record<string, string>> = {
  encoder: "a list of [layers](layers.md)",
  decoder: "a list of [layers](layers.md)",
  penalties: "a list of [penalties](#penalties)",
  corruption: "a [corruption](#corruption)",
  likelihood: "a [likelihood](#likelihood)",
  optimizer: "an [optimizer](#optimizer)",
  schedule: "a [schedule](#schedule)",
};

/** The fields within an object of a schema, and those within them, by their paths. */
export function fieldRows(schema: JsonSchema, root: JsonSchema, path = ""): FieldRow[] {
  const { properties = {}, required = [] } = resolved(schema, root);
  return Object.entries(properties).filter(([name]) => name !== "$schema").flatMap(
    ([name, field]) => {
      const own = path === "" ? name : `${path}.${name}`, found = resolved(field, root);
      const unless = found.const !== undefined
        ? ""
        : found.default !== undefined
        ? code(found.default)
        : required.includes(name)
        ? "must be given"
        : "none";
      const part = kindsOf(found, root).length > 0 ? PARTS[name] : undefined;
      const takes = part ?? words(found, root);
      const within = part ? [] : inner(found, root, own);
      return [{ path: own, takes, unless, name }, ...within];
    },
  );
}

/** The fields of an object, or of each of the objects that a field may be. */
function inner(schema: JsonSchema, root: JsonSchema, path: string): FieldRow[] {
  if (schema.properties) return fieldRows(schema, root, path);
  if (schema.items) return inner(resolved(schema.items, root), root, path);
  return alternatives(schema, root).flatMap((each) => fieldRows(each, root, path));
}

/** The alternatives of a part, or of those in a list, by their types; none of what has no types. */
export function kindsOf(
  schema: JsonSchema,
  root: JsonSchema,
): { readonly type: string; readonly schema: JsonSchema }[] {
  const own = schema.items ? resolved(schema.items, root) : schema;
  return alternatives(own, root).concat(own.properties ? [own] : []).flatMap((each) => {
    const type = each.properties?.type && resolved(each.properties.type, root).const;
    return typeof type === "string" ? [{ type, schema: each }] : [];
  });
}

function alternatives(schema: JsonSchema, root: JsonSchema): JsonSchema[] {
  return [...schema.anyOf ?? [], ...schema.oneOf ?? []].map((each) => resolved(each, root))
    .flatMap((each) => each.anyOf || each.oneOf ? alternatives(each, root) : [each]);
}

/** The schema that a reference leads to, with what stands beside the reference. */
export function resolved(schema: JsonSchema, root: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const { $ref, ...beside } = schema, name = $ref.split("/").at(-1)!;
  return { ...resolved(root.$defs?.[name] ?? {}, root), ...beside };
}

/** The values that a field takes, in words. */
function words(schema: JsonSchema, root: JsonSchema): string {
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map(code).join(", ");
  const others = alternatives(schema, root);
  if (others.length > 0) {
    const kinds = others.flatMap((each) => {
      const type = each.properties?.type && resolved(each.properties.type, root).const;
      return type === undefined ? [] : [`\`{"type": ${JSON.stringify(type)}}\``];
    });
    const rest = others.filter((each) => !each.properties?.type).map((each) => words(each, root));
    return [...new Set([...kinds, ...rest])].join(", or ");
  }
  if (schema.type === "array") {
    if (!schema.items) return "a list of values";
    const each = words(resolved(schema.items, root), root);
    return `a list of ${each.replace(/^a (whole )?(number|text)/, "$1$2s")}`;
  }
  if (schema.type === "object") {
    const values = schema.additionalProperties;
    if (schema.properties || typeof values !== "object") return "the fields below";
    return `by name, ${words(resolved(values, root), root)}`;
  }
  if (schema.type === "integer" || schema.type === "number") return numberWords(schema);
  if (schema.type === "boolean") return "`true` or `false`";
  return schema.type === "string" ? "a text" : "anything";
}

function numberWords(schema: JsonSchema): string {
  const what = schema.type === "integer" ? "a whole number" : "a number";
  const { minimum, exclusiveMinimum, exclusiveMaximum } = schema;
  // The largest that JavaScript counts to is no bound that anybody chose.
  const maximum = schema.maximum === Number.MAX_SAFE_INTEGER ? undefined : schema.maximum;
  const low = schema.type === "integer" && exclusiveMinimum !== undefined
    ? exclusiveMinimum + 1
    : minimum === -Number.MAX_SAFE_INTEGER
    ? undefined
    : minimum;
  const bounds = [
    ...(low !== undefined ? [`from ${low}`] : []),
    ...(low === undefined && exclusiveMinimum !== undefined ? [`above ${exclusiveMinimum}`] : []),
    ...(maximum !== undefined ? [`to ${maximum}`] : []),
    ...(exclusiveMaximum !== undefined ? [`below ${exclusiveMaximum}`] : []),
  ];
  return [what, ...bounds].join(" ");
}

function code(value: unknown): string {
  return `\`${JSON.stringify(value)}\``;
}
