import { join } from "@std/path";
import { createRng } from "../../src/core/rng.ts";
import { encodeNpy } from "../../src/data/mod.ts";

/** Models of data that are no images: a small table with names in unlike units, a wide one, curves. */
export const rowModels: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  flowers: { "data.name": "flowers.csv", "data.scale": "standard" },
  wide: { "data.name": "wide.csv" },
  curves: { "data.name": "curves.npy" },
};

/** The numbers of columns of the wide table, and of values of a curve. */
const WIDE = 70, LONG = 120;

/** Writes the data of these models into a folder. */
export function writeRowData(directory: string): void {
  const rng = createRng(4), count = 240;
  const rows = Array.from({ length: count }, (_, i) => {
    const kind = i % 3, size = rng.normal();
    const row = [5 + kind + 0.3 * size, 3 + 0.2 * size, 1.5 + 2 * kind, 20 * kind + 4 * size]
      .map((value) => (value + 0.1 * rng.normal()).toFixed(2));
    return [...row, ["round", "pointed", "long"][kind]].join(",");
  });
  const head = "petal length,petal width,stem,weight in milligrams,species";
  Deno.writeTextFileSync(join(directory, "flowers.csv"), `${[head, ...rows].join("\n")}\n`);
  const names = Array.from({ length: WIDE }, (_, k) => `gauge ${k + 1}`);
  const waves = (size: number) =>
    Array.from({ length: count }, () => {
      const shift = rng.uniform() * 6, height = 1 + rng.uniform();
      return Array.from(
        { length: size },
        (_, k) => height * Math.sin(shift + k / 10) + 0.05 * rng.normal(),
      );
    });
  const wide = [names, ...waves(WIDE)].map((row) => row.join(",")).join("\n");
  Deno.writeTextFileSync(join(directory, "wide.csv"), `${wide}\n`);
  const curves = { shape: [count, LONG], values: Float32Array.from(waves(LONG).flat()) };
  Deno.writeFileSync(join(directory, "curves.npy"), encodeNpy(curves));
}
