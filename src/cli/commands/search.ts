import { isDatabaseAddress, parseDatabaseAddress } from "../../databases/mod.ts";
import { atomicWriteText } from "../../io/files/atomic_write.ts";
import { makeFolderOf } from "../../io/files/make_folder_of.ts";
import {
  type Query,
  searchIndex,
  type SearchResult,
} from "../../workflows/retrieval/search_index.ts";
import { foundItems, foundPictures, foundTable } from "../console/found_items.ts";
import { foundPage } from "../console/found_page.ts";
import { writePicture } from "../console/write_picture.ts";
import type { Arguments, Command } from "../options/command.ts";
import { type Target, targetOf } from "../options/target.ts";
import { integerValue, requiredPositional } from "../options/values.ts";

/** The number of items that are found unless the user says otherwise. */
const DEFAULT_COUNT = 10;

/** The most pictures of a sheet that stand beside each other. */
const MOST_COLUMNS = 10;

/** Prints the items of an index that are nearest to a query. */
export const searchCommand: Command = {
  name: "search",
  place: 32,
  summary: "prints the items of an index that are nearest to a text, a picture or an item",
  positionals: "INDEX",
  options: {
    text: { value: "WORDS", description: "what to look for, of an index of texts" },
    image: { value: "FILE", description: "the picture to look for, of an index of images" },
    row: { value: "N", description: "look for what is like an item, by its number from 1" },
    count: { value: "N", description: `how many items (${DEFAULT_COUNT} unless given)` },
    shortlist: {
      value: "N",
      description: "of texts: take the N nearest by codes, and sort them by their words",
    },
    hnsw: { description: "of a database: go by its approximate index" },
    out: {
      value: "FILE",
      description: "what was found as a page, .html, or the pictures of it, .png, under the query",
    },
  },
  example: "deno task isthmus search strokes-index --row 7 --out found.png",
  prepare(args) {
    const directory = requiredPositional(args, "INDEX"), query = queryOf(args);
    const count = integerValue(args, "count", { least: 1 }) ?? DEFAULT_COUNT;
    const shortlist = integerValue(args, "shortlist", { least: 1 });
    const out = args.value("out");
    const target = out === undefined ? undefined : targetOf(out, ["page", "picture"]);
    return async () => {
      const result = await searchIndex(directory, query, {
        count,
        shortlist,
        isApproximate: args.has("hnsw"),
      });
      if (target) await writeFound(result, { ...target, index: nameOf(directory) });
      const { metric, query: { title }, remarks } = result;
      return {
        json: {
          index: nameOf(directory),
          query: title,
          metric,
          ...(out !== undefined && { out }),
          found: foundItems(result),
        },
        remarks,
        text: [
          `Nearest to ${title}:`,
          "",
          foundTable(result),
          ...(out === undefined ? [] : ["", `Wrote them to ${out}`]),
        ].join("\n"),
      };
    };
  },
};

/** The folder or the database, without a password. */
function nameOf(place: string): string {
  return isDatabaseAddress(place) ? parseDatabaseAddress(place).name : place;
}

/** The one query of the arguments; throws a TypeError for none, and for several. */
function queryOf(args: Arguments): Query {
  const [text, path] = [args.value("text"), args.value("image")];
  const row = integerValue(args, "row", { least: 1 });
  const queries: Query[] = [
    ...(text === undefined ? [] : [{ by: "text", text } as const]),
    ...(path === undefined ? [] : [{ by: "image", path } as const]),
    ...(row === undefined ? [] : [{ by: "row", row } as const]),
  ];
  if (queries.length === 1) return queries[0];
  throw new TypeError(
    `Cannot search by ${
      queries.length === 0 ? "nothing" : "several queries"
    }: expected one of --text, --image and --row`,
  );
}

async function writeFound(
  result: SearchResult,
  { out, kind, index }: Target<"page" | "picture"> & { readonly index: string },
): Promise<void> {
  if (kind === "page") {
    await makeFolderOf(out);
    return await atomicWriteText(out, foundPage(result));
  }
  const pictures = foundPictures(result);
  if (!pictures) {
    throw new TypeError(
      `Cannot draw what was found in ${index}: it holds no images; give --out FILE.html`,
    );
  }
  const columns = Math.min(MOST_COLUMNS, Math.max(1, result.found.length));
  // The query has a row of its own.
  const places = [0, ...result.found.map((_, i) => columns + i)];
  await writePicture(out, { ...pictures, columns, places });
}
