import { join } from "@std/path";
import { createRng } from "../../../src/core/rng.ts";
import { readRecipe } from "../../../src/io/read_recipe.ts";
import { finishRun } from "../../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../../src/workflows/prepare_run.ts";
import { trainToEnd } from "../train_to_end.ts";

/** The differences of the recipe of each kind. */
const KINDS: Readonly<Record<EdgeKind, Record<string, unknown>>> = {
  image: { "data.count": 200 },
  vector: { "data.name": "table.csv", "data.scale": "standard", "data.missing": "mean" },
  text: { "data.name": "texts.jsonl" },
};

/** A kind of example that an encoder is exported for. */
export type EdgeKind = "image" | "vector" | "text";

/** Trains a small model of a kind within a folder; gives its run. */
export async function trainEdgeRun(kind: EdgeKind, directory: string): Promise<string> {
  writeTable(join(directory, "table.csv"));
  writeTexts(join(directory, "texts.jsonl"));
  const { "data.name": name, ...overrides } = KINDS[kind];
  const recipe = readRecipe("strokes-deep", {
    "training.epochs": 1,
    "training.batchSize": 20,
    "model.nodes": [16],
    "model.codeSize": 3,
    ...overrides,
    ...(name !== undefined && { "data.name": join(directory, String(name)) }),
    ...(kind === "image"
      ? {}
      : { "model.loss": "mean-squared-error", "model.outputActivation": undefined }),
  });
  const out = join(directory, kind);
  using run = await prepareNewRun(recipe, { out });
  await finishRun(run, await trainToEnd(run));
  return out;
}

/** A table with a header, a column of words and cells that are empty. */
function writeTable(path: string): void {
  const rng = createRng(2), colours = ["red", "green", "blue"];
  const rows = Array.from({ length: 90 }, (_, i) => {
    const a = rng.uniform() * 10;
    return [a.toFixed(2), i % 7 === 3 ? "" : (a + rng.normal()).toFixed(2), colours[i % 3]].join();
  });
  Deno.writeTextFileSync(path, ["width,height,colour", ...rows].join("\n") + "\n");
}

/** Texts of two words and of more. */
function writeTexts(path: string): void {
  const words = ["sea", "sun", "sand", "shell", "storm", "sail", "ship", "shore"],
    rng = createRng(3);
  const lines = Array.from({ length: 90 }, (_, i) => {
    const length = 2 + i % 5;
    const text = Array.from({ length }, () => words[Math.floor(rng.uniform() * words.length)]);
    return JSON.stringify({ text: text.join(" ") });
  });
  Deno.writeTextFileSync(path, lines.join("\n") + "\n");
}
