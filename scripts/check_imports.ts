/**
 * Checks that imports between the rooms of `src/` point down only, that a room with a `mod.ts` is
 * entered by it, that neither rooms nor files import each other in circles, and that what runs in a
 * browser reaches neither tfjs nor Deno. Prints every import that does not, and exits with 1.
 *
 * The table and the picture in `docs/architecture.md` are printed from the same rooms; with --write
 * they are written anew, else they must be what would be written.
 */
import { checkRooms } from "./rooms/check_rooms.ts";
import { drawRooms } from "./rooms/draw_rooms.ts";
import { rooms } from "./rooms/rooms.ts";
import { readSourceFiles } from "./rooms/source_files.ts";
import { tableOfRooms } from "./rooms/table_of_rooms.ts";

const docs = new URL("../docs/", import.meta.url);

/** The lines around the table in the page. */
const BEGIN = "<!-- The table of rooms, written by `deno task imports --write`. -->\n\n";
const END = "\n<!-- The end of the table. -->";

const page = Deno.readTextFileSync(new URL("architecture.md", docs));
const [before, rest] = page.split(BEGIN);
const [, after] = (rest ?? "").split(END);
const written: Readonly<Record<string, string>> = {
  "architecture.md": `${before}${BEGIN}${tableOfRooms(rooms)}${END}${after}`,
  "pictures/floors.svg": drawRooms(rooms),
};

const faults = checkRooms(await readSourceFiles(), rooms);
if (after === undefined) faults.push("docs/architecture.md: has no place for the table of rooms");
for (const [name, text] of Object.entries(after === undefined ? {} : written)) {
  const url = new URL(name, docs);
  if (Deno.args.includes("--write")) Deno.writeTextFileSync(url, text);
  else if (Deno.readTextFileSync(url) !== text) {
    faults.push(`docs/${name}: is not what the rooms say, run deno task imports --write`);
  }
}
for (const fault of faults) console.error(fault);
Deno.exit(faults.length === 0 ? 0 : 1);
