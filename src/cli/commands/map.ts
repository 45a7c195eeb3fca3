import { join } from "@std/path";
import { MAP_PAGE } from "../../core/exported_model.ts";
import { atomicWriteText } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import { parseAssignment } from "../../recipes/mod.ts";
import { renderMap } from "../../site/render_map.ts";
import { mapCollection, type MappedCollection } from "../../workflows/maps/map_collection.ts";
import { MAP_METHODS } from "../../workflows/maps/map_of.ts";
import type { NewQuery } from "../../workflows/retrieval/query_example.ts";
import { createStepsView } from "../console/steps_view.ts";
import { formatTable } from "../console/table.ts";
import type { Arguments, Command } from "../options/command.ts";
import { SPLIT_OPTION, splitValue } from "../options/shared_options.ts";
import { targetValue } from "../options/target.ts";
import { choiceValue, integerValue } from "../options/values.ts";

/** The most examples unless the user says otherwise, and the seed. */
const COUNT = 10_000, SEED = 0;

/** Writes a page on which people walk through a collection. */
export const mapCommand: Command = {
  name: "map",
  place: 34,
  summary: "writes a page on which people walk through a collection, what is alike side by side",
  positionals: "[RUN]",
  options: {
    data: {
      value: "D",
      description: "the collection; without RUN it is mapped by its inputs, such as pixels",
    },
    ...SPLIT_OPTION,
    codes: { value: "NPY", description: "a file with a code of each example, to map them by" },
    "label-column": {
      value: "NAME",
      description:
        "without RUN, the column of a table's labels: a name, a number from 1, last or none",
    },
    set: {
      value: "path=value",
      multiple: true,
      description: "without RUN, any field of data in a recipe, such as data.scale=robust",
    },
    text: {
      value: "WORDS",
      description: "mark where the encoder of a run puts a text, on a map of codes",
    },
    image: { value: "FILE", description: "the same of a picture" },
    inputs: { description: "map the inputs of a run, not their codes" },
    method: {
      value: MAP_METHODS.join("|"),
      description:
        "the way to a map; code takes codes of two values for places (so unless given), tsne for all others",
    },
    beside: {
      value: ["inputs", ...MAP_METHODS].join("|"),
      description: "a second map: of the inputs by the same method, or by another method",
    },
    count: {
      value: "N",
      description: `the most examples, drawn at random from more (${COUNT} unless given)`,
    },
    seed: { value: "N", description: `the seed of all that is drawn (${SEED} unless given)` },
    out: {
      value: "HTML",
      description: `the page to write (${MAP_PAGE} in the folder of RUN unless given)`,
    },
  },
  example: "deno task isthmus map runs/strokes-deep --beside inputs",
  prepare(args) {
    const [run] = args.positionals, data = args.value("data"), codes = args.value("codes");
    if (run === undefined && data === undefined) {
      throw new TypeError("Cannot run without RUN or --data");
    }
    const labelColumn = args.value("label-column");
    const settings = {
      ...(labelColumn !== undefined && { "data.labelColumn": labelColumn }),
      ...Object.fromEntries(args.values("set").map(parseAssignment)),
    };
    if (run !== undefined && Object.keys(settings).length > 0) {
      throw new TypeError(
        "Cannot use --set or --label-column with RUN, which reads data as it was trained",
      );
    }
    const query = queryOf(args);
    if (query && (run === undefined || codes !== undefined)) {
      throw new TypeError(
        `Cannot use --${query.by} without the codes of a RUN: its encoder places it`,
      );
    }
    const out = run !== undefined && args.value("out") === undefined
      ? join(run, MAP_PAGE)
      : targetValue(args, ["page"]).out;
    const split = splitValue(args);
    const of = args.has("inputs") ? "inputs" : undefined;
    const method = choiceValue(args, "method", MAP_METHODS);
    const beside = choiceValue(args, "beside", ["inputs", ...MAP_METHODS] as const);
    const count = integerValue(args, "count", { least: 3 }) ?? COUNT;
    const seed = integerValue(args, "seed") ?? SEED;
    return async () => {
      using view = createStepsView();
      const { page, remarks, ...made } = await mapCollection({
        ...{ run, data, codes, query, settings, split, of, method, beside, count, seed },
        onProgress: ({ name, done, all }) => view.show(`${name}, step ${done} of ${all}`),
      });
      await makeFolderOf(out);
      await atomicWriteText(out, await renderMap(page));
      return {
        json: { ...(run !== undefined && { run }), out, ...made },
        remarks,
        text: `${textOf(made)}\n\nWrote the map to ${out}`,
      };
    };
  },
};

/** The query to mark; throws a TypeError for two. */
function queryOf(args: Arguments): NewQuery | undefined {
  const text = args.value("text"), path = args.value("image");
  if (text !== undefined && path !== undefined) {
    throw new TypeError("Cannot mark two queries: expected --text or --image");
  }
  if (text !== undefined) return { by: "text", text };
  return path === undefined ? undefined : { by: "image", path };
}

function textOf({ data, count, maps }: Omit<MappedCollection, "page" | "remarks">): string {
  const figure = (value: number | undefined) => value?.toFixed(3) ?? "";
  return formatTable({
    columns: [
      `${count} examples of ${data}`,
      "trustworthiness",
      "continuity",
      "neighbours of the same class",
    ],
    rows: maps.map(({ name, trustworthiness, continuity, neighbourAccuracy }) => [
      name,
      figure(trustworthiness),
      figure(continuity),
      figure(neighbourAccuracy),
    ]),
  });
}
