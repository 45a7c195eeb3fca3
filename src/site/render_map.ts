import { fromFileUrl } from "@std/path";
import { readTextIfThere } from "../io/files/read_if_there.ts";
import { VERSION } from "../runs/versions.ts";
import { mapPage } from "./pages/map/map_page.ts";
import type { MapPageInput } from "./pages/map/map_page_input.ts";

/** The program of the page, as it is built. */
const PROGRAM = fromFileUrl(new URL("../../build/web/isthmus-map.js", import.meta.url));

/**
 * The page of a map of a collection, with the program that shows it: one HTML file.
 *
 * Throws a RangeError of one sentence for a map that cannot be shown, and an Error where the program is
 * not built.
 */
export async function renderMap(input: MapPageInput): Promise<string> {
  const program = await readTextIfThere(PROGRAM);
  if (program === undefined) {
    throw new Error("Cannot draw a map: its program is not built, run deno task element");
  }
  return await mapPage(input, { program, madeBy: `Isthmus ${VERSION}` });
}
