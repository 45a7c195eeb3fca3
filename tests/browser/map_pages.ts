import { join, toFileUrl } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import type { MapPageInput } from "../../src/site/pages/map/map_page_input.ts";
import { curvePage } from "./curve_page.ts";
import { renderMap } from "../../src/site/render_map.ts";

/** Classes around a circle, and in two of three items the words of the class. */
const CLASSES = ["apples", "boats", "clouds", `<b>"drums"</b>`];

/** Items of some classes at random around the places of these, drawn from one seed. */
function clusters(count: number, seed: number): { positions: Float32Array; classes: number[] } {
  const rng = createRng(seed), positions = new Float32Array(2 * count), classes: number[] = [];
  for (let i = 0; i < count; i++) {
    const each = rng.integer(CLASSES.length), angle = 2 * Math.PI * each / CLASSES.length;
    classes.push(each);
    positions[2 * i] = 4 * Math.cos(angle) + rng.normal();
    positions[2 * i + 1] = 4 * Math.sin(angle) + rng.normal();
  }
  return { positions, classes };
}

/** Items on a square grid of two units, the first below at the left: their places are known. */
function gridOf(side: number): Float32Array {
  return Float32Array.from(
    { length: 2 * side * side },
    (_, at) => 2 * (at % 2 === 0 ? (at >> 1) % side : Math.floor((at >> 1) / side)),
  );
}

/** The maps that scenarios open, by name. */
function inputs(): Readonly<Record<string, MapPageInput>> {
  const many = clusters(60_000, 1), some = clusters(300, 2), other = clusters(300, 3);
  const side = 7, names = (count: number) => Array.from({ length: count }, (_, i) => `item-${i}`);
  const grid = gridOf(side), count = side * side;
  return {
    many: {
      title: "Many items",
      maps: [{ name: "Codes", caption: "of a cloud", positions: many.positions }],
      names: names(60_000),
      labels: { classes: many.classes, classNames: CLASSES },
    },
    two: {
      title: "Two maps",
      maps: [
        { name: "Pixels", caption: "PCA", positions: some.positions },
        { name: "Codes", caption: "of an autoencoder", positions: other.positions },
      ],
      names: names(300),
      labels: { classes: some.classes, classNames: CLASSES },
      thumbnails: {
        shape: [300, 4, 4, 3],
        values: Uint8Array.from({ length: 300 * 48 }, (_, i) => 40 * (i % 3) + i % 97),
      },
    },
    grid: {
      title: "A grid",
      maps: [{ name: "Grid", caption: "", positions: grid }],
      names: names(count),
      texts: Array.from(
        { length: count },
        (_, i) => i % side < 3 ? `left side ${i === 24 ? "needle" : ""}` : `right side`,
      ),
      labels: {
        classes: Array.from({ length: count }, (_, i) => i % CLASSES.length),
        classNames: CLASSES,
      },
      columns: { row: Float32Array.from({ length: count }, (_, i) => Math.floor(i / side)) },
    },
  };
}

/** Writes a page for each map, and one of curves, into a folder within this one; gives the folder's address. */
export async function writeMapPages(directory: string): Promise<string> {
  const folder = join(directory, "maps");
  await Deno.mkdir(folder);
  for (const [name, input] of Object.entries(inputs())) {
    await Deno.writeTextFile(join(folder, `${name}.html`), await renderMap(input));
  }
  await Deno.writeTextFile(join(folder, "curves.html"), await curvePage());
  return `${toFileUrl(folder)}/`;
}
