/** Reads the examples of docs/data.md as the page says that they are read, and walks its walks. */
import { assert, assertEquals } from "@std/assert";
import { encode } from "fast-png";
import { fromFileUrl, join } from "@std/path";
import type { DataSet } from "../../src/data/mod.ts";
import { TABLE_ENDINGS } from "../../src/io/tables/write_table.ts";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { parseAssignment } from "../../src/recipes/mod.ts";
import { readRecipeData } from "../../src/runs/split_data.ts";
import { createRng } from "../../src/core/rng.ts";
import { isthmusIn } from "../cli/isthmus.ts";
import { inFolder } from "../in_folder.ts";

const page = await Deno.readTextFile(fromFileUrl(new URL("../../docs/data.md", import.meta.url)));

const FENCE = /```(\w+)(?: (\S+))?\n([\s\S]*?)```/g;

/** A file of the page, the options that it is read with, and what is said of it. */
interface Example {
  readonly name: string;
  readonly text: string;
  readonly assignments: readonly string[];
  readonly said: string;
}

function examplesOf(markdown: string): Example[] {
  const fences = [...markdown.matchAll(FENCE)].map(([, language, name, text]) => ({
    language,
    name,
    text,
  }));
  return fences.flatMap(({ language, name, text }, at) => {
    if (language !== "csv") return [];
    const options = fences[at + 1].language === "sh" ? fences[at + 1].text : "";
    const assignments = [...options.matchAll(/--set (?:'([^']+)'|(\S+))/g)]
      .map(([, quoted, plain]) => quoted ?? plain);
    return [{ name, text, assignments, said: fences[at + (options ? 2 : 1)].text }];
  });
}

/** Says how data were read, in the words of the page, and the remarks. */
function describe({ train, columns, classes, remarks = [] }: DataSet): string {
  const of = columns ? ` (${columns.join(", ")})` : "";
  const named = classes ? `, of the classes ${classes.join(", ")}` : "";
  const first = `${train.count} examples of ${train.shape[0]} values${of}${named}`;
  return [first, ...remarks].join("\n") + "\n";
}

for (const { name, text, assignments, said } of examplesOf(page)) {
  Deno.test(`${name} of docs/data.md is read as the page says`, async () => {
    await inFolder(async (root) => {
      await Deno.writeTextFile(join(root, name), text);
      const recipe = readRecipe("strokes-deep", {
        "data.name": join(root, name),
        ...Object.fromEntries(assignments.map(parseAssignment)),
      });
      assertEquals(describe(await readRecipeData(recipe)), said);
    });
  });
}

/** The commands of a section, as the arguments of each. */
function commandsOf(heading: string): string[][] {
  const section = page.slice(page.indexOf(`## ${heading}`)).split("\n## ")[0];
  const [, , , text] = [...section.matchAll(FENCE)][0];
  return text.trim().split("\n").map((line) =>
    line.replace(/^deno task (?:isthmus )?/, "").split(" ")
  );
}

/** Runs the commands of a section in a folder, each to its good end. */
async function walk(heading: string, root: string): Promise<void> {
  for (const args of commandsOf(heading)) {
    const { code, stderr } = await isthmusIn(root, args);
    assertEquals(code, 0, `${args.join(" ")}: ${stderr}`);
  }
}

Deno.test("the page lists the endings of tables that are written", () => {
  const [section] = page.slice(page.indexOf("## Tables that are written")).split("\n## From");
  assertEquals([...section.matchAll(/^\| `(\.\w+)`/gm)].map(([, ending]) => ending), TABLE_ENDINGS);
});

Deno.test("the walk from a table to flagged rows flags those that are odd", () =>
  inFolder(async (root) => {
    const rng = createRng(3);
    const write = (name: string, count: number, isOdd: (id: number) => boolean) => {
      const lines = Array.from({ length: count }, (_, i) => {
        const heat = 60 + 8 * rng.normal(), id = 1000 + i;
        const pressure = (2.1 * heat + 4 * rng.normal()) * (isOdd(id) ? 1.6 : 1);
        const current = 5200 + 300 * rng.normal() + 12 * heat;
        return [id, heat.toFixed(1), pressure.toFixed(1), current.toFixed(0)].join(";")
          .replaceAll(".", ",");
      });
      return Deno.writeTextFile(
        join(root, name),
        ["id;temperature;pressure;current", ...lines].join("\n"),
      );
    };
    await write("machines.csv", 300, () => false);
    await write("new.csv", 60, (id) => id % 12 === 0);
    await walk("From a table to flagged rows", root);
    const [head, ...rows] = (await Deno.readTextFile(join(root, "flagged.csv"))).trim().split("\n");
    assertEquals(
      head,
      "id,error,flag,error of temperature,error of pressure,error of current",
    );
    const flagged = rows.map((row) => row.split(",")).filter(([, , flag]) => flag === "1");
    const odd = rows.map((row) => Number(row.split(",")[0])).filter((id) => id % 12 === 0);
    const found = flagged.map(([id]) => Number(id));
    assert(odd.every((id) => found.includes(id)), `${found}`);
    assert(found.length <= odd.length + 5, `${found}`);
    await Deno.stat(join(root, "runs/machines/onnx/raw_model.onnx"));
  }));

Deno.test("the walk from a folder of texts ends in a table of their topics", () =>
  inFolder(async (root) => {
    const rng = createRng(2),
      topics = {
        anna: ["Meer", "Wellen", "Strand", "Sonne", "Boot"],
        emil: ["Schnee", "Berge", "Hütte", "Kälte", "Ofen"],
      };
    for (const [person, words] of Object.entries(topics)) {
      await Deno.mkdir(join(root, "letters", person), { recursive: true });
      for (let i = 0; i < 20; i++) {
        const text = Array.from(
          { length: 1 + rng.integer(12) },
          () => `die ${words[rng.integer(words.length)]} und`,
        );
        await Deno.writeTextFile(join(root, "letters", person, `${i}.txt`), text.join(" "));
      }
    }
    await walk("From a folder of texts to its topics", root);
    const [head, ...rows] = (await Deno.readTextFile(join(root, "topics.csv"))).trim().split("\n");
    assertEquals(head.split(",").length, 10);
    assertEquals([rows.length, rows[0].startsWith("anna/")], [4, true]);
    const preprocessor = JSON.parse(
      await Deno.readTextFile(join(root, "runs/letters/preprocessor_config.json")),
    );
    assertEquals(preprocessor.words.vocabulary.length, 10);
  }));

Deno.test("the walk from a folder of pictures to a page ends in a site", () =>
  inFolder(async (root) => {
    for (const [place, slope] of [["beach", 3], ["hills", 7]] as const) {
      await Deno.mkdir(join(root, "holiday", place), { recursive: true });
      for (let i = 0; i < 12; i++) {
        const width = 40 + i, height = 36 + 2 * i;
        const data = Uint8Array.from(
          { length: width * height * 3 },
          (_, at) => (at * slope + 20 * i) % 256,
        );
        const png = encode({ width, height, data, channels: 3 });
        await Deno.writeFile(join(root, "holiday", place, `${i}.png`), png);
      }
    }
    await walk("From a folder of pictures to a page", root);
    await Deno.stat(join(root, "site/index.html"));
  }));
