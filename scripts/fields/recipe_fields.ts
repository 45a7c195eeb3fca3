import { type FieldRow, fieldRows, type JsonSchema, kindsOf, resolved } from "./field_rows.ts";

/** The sources whose comments tell of the fields of a part, those that know it best first. */
const SOURCES: Readonly<Record<string, readonly string[]>> = {
  data: ["recipes/data_options.ts", "training/augment/options.ts"],
  model: ["model/model_options.ts", "losses/likelihood.ts", "penalties/penalty.ts"],
  training: [
    "training/options.ts",
    "training/schedule.ts",
    "optimizers/adam.ts",
    "optimizers/sgd.ts",
  ],
  stages: ["pretraining/stage_options.ts", "boltzmann/options.ts", "training/options.ts"],
  classifier: ["recipes/classifier_recipe.ts", "ladder/options.ts", "training/options.ts"],
  recipe: ["recipes/recipe.ts"],
};

/** The parts that stand in several places, where each is found, and the sources of a kind of it. */
const SHARED: readonly {
  readonly title: string;
  readonly name: string;
  readonly sources: (type: string) => readonly string[];
}[] = [
  {
    title: "Penalties",
    name: "penalties",
    sources: (type) => [`penalties/${type}.ts`, "penalties/penalty.ts"],
  },
  { title: "Corruption", name: "corruption", sources: (type) => [`corruptions/${type}.ts`] },
  { title: "Likelihood", name: "likelihood", sources: () => ["losses/likelihood.ts"] },
  { title: "Optimizer", name: "optimizer", sources: (type) => [`optimizers/${type}.ts`] },
  { title: "Schedule", name: "schedule", sources: () => ["training/schedule.ts"] },
];

const TITLES: Readonly<Record<string, string>> = {
  data: "The data",
  training: "The training",
  stages: "The stages of pre-training",
  classifier: "The classifier",
};

/** The page of every field of a recipe, from its JSON Schema; `read` gives the text of a source by its path. */
export function recipeFieldsPage(root: JsonSchema, read: (path: string) => string): string {
  const { properties = {}, required = [] } = root, comments = commentsOf(read);
  const own = ["name", "description", "seed"];
  const top = fieldRows({ properties: pick(properties, own), required }, root);
  const models = modelsOf(properties.model, root);
  const parts = Object.entries(TITLES).map(([part, title]) =>
    section(title, told(rowsOf(part, properties[part], root), comments(SOURCES[part])))
  );
  return [
    "<!-- Written by `deno task schema` from the schema of recipes and the comments in it. -->",
    "",
    "# Every field of a recipe",
    "",
    "A recipe is a JSON file with these fields; `--set path=value` sets any of them. The README has",
    "[those that most people change](../README.md#train).",
    "",
    ...section("The recipe", told(top, comments(SOURCES.recipe))),
    ...parts[0],
    "## The model",
    "",
    "Either a variant of the family, by its name and with options of its own",
    "([variants.md](variants.md)); or a stack of dense layers; or an encoder of any layers.",
    "",
    ...models.flatMap(({ title, schema }) =>
      section(title, told(fieldRows(schema, root, "model"), comments(SOURCES.model)), "###")
    ),
    ...parts.slice(1).flat(),
    ...SHARED.flatMap(({ title, name, sources }) => {
      const found = models.map(({ schema }) => schema).concat(resolved(properties.training, root))
        .flatMap((schema) => schema.properties?.[name] ?? []).map((part) => resolved(part, root));
      const kinds = new Map(
        found.flatMap((part) => kindsOf(part, root)).map((kind) => [kind.type, kind.schema]),
      );
      const rows = [...kinds].flatMap(([type, schema]) => {
        const comment = comments(sources(type)), own = fieldRows(schema, root);
        return own.map((row) =>
          row.name === "type"
            ? { ...row, path: `type: ${type}`, takes: "", meaning: "" }
            : { ...row, path: `${type}: ${row.path}`, meaning: comment(row.name) }
        ).filter(({ name }) => name !== "type" || own.length === 1);
      });
      return section(title, rows);
    }),
  ].join("\n").trimEnd() + "\n";
}

function pick(
  properties: Readonly<Record<string, JsonSchema>>,
  names: readonly string[],
): Record<string, JsonSchema> {
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

/** The rows of a part; of a list of alternatives those of each, by what it trains. */
function rowsOf(part: string, schema: JsonSchema, root: JsonSchema): FieldRow[] {
  const found = resolved(schema, root);
  if (!found.items) return fieldRows(found, root, part);
  const each = resolved(found.items, root);
  return [...each.oneOf ?? each.anyOf ?? [each]].flatMap((one) => {
    const kind = resolved(one, root).properties?.train;
    const name = kind && resolved(kind, root).const;
    return fieldRows(one, root, name === undefined ? part : `${part} (${name})`);
  });
}

/** The kinds of models, each with a title. */
function modelsOf(schema: JsonSchema, root: JsonSchema): { title: string; schema: JsonSchema }[] {
  const found = resolved(schema, root), all = found.anyOf ?? found.oneOf;
  if (all) return all.flatMap((each) => modelsOf(each, root));
  const variant = found.properties?.variant && resolved(found.properties.variant, root).const;
  const title = variant !== undefined
    ? `Variant \`${variant}\``
    : found.properties?.encoder
    ? "An encoder of any layers"
    : "A stack of dense layers";
  return [{ title, schema: found }];
}

/** A field with what its comment says of it. */
type ToldRow = FieldRow & { readonly meaning: string };

function told(rows: readonly FieldRow[], comment: (name: string) => string): ToldRow[] {
  return rows.map((row) => ({ ...row, meaning: comment(row.name) }));
}

function section(title: string, rows: readonly ToldRow[], marks = "##"): string[] {
  return [
    `${marks} ${title}`,
    "",
    "| field | takes | unless given | meaning |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ path, takes, unless, meaning }) =>
      `| ${[`\`${path}\``, takes, unless, meaning].map(escaped).join(" | ")} |`
    ),
    "",
  ];
}

function escaped(cell: string): string {
  return cell.replaceAll("|", "\\|");
}

/** Finds the comment on a field in some sources, those that know it best first; empty where it has none. */
function commentsOf(
  read: (path: string) => string,
): (sources: readonly string[]) => (name: string) => string {
  return (sources) => {
    const found = new Map<string, string>();
    for (const path of sources) {
      const commented = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(\w+)\s*:/g;
      for (const [, comment, name] of read(path).matchAll(commented)) {
        const text = comment.replaceAll(/\s*\n\s*\*\s?/g, " ").trim();
        if (!found.has(name)) found.set(name, text);
      }
    }
    return (name) => found.get(name) ?? "";
  };
}
