import { join } from "@std/path";
import { readRecipe } from "../../src/io/read_recipe.ts";
import { finishRun } from "../../src/workflows/training/finish_run.ts";
import { prepareNewRun } from "../../src/workflows/prepare_run.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";
import { trainToEnd } from "../workflows/train_to_end.ts";
import { rowModels, writeRowData } from "./row_models.ts";

/** A decoder of digits that the toolkit draws itself; each kind of model that a page tells apart. */
const models: Readonly<Record<string, object>> = {
  plane: { codeSize: 2, nodes: [16], loss: "binary-cross-entropy" },
  variational: { variant: "variational", codeSize: 2, nodes: [16] },
  classes: { variant: "conditional-variational", codeSize: 8, nodes: [16], classes: 10 },
  large: { codeSize: 20, nodes: [64], activation: "tanh", loss: "mean-squared-error" },
  switches: {
    encoder: [
      { type: "conv2d", filters: 4, size: 3 },
      { type: "activation", function: "relu" },
      { type: "max_pool", switches: true },
      { type: "flatten" },
      { type: "dense", units: 8 },
    ],
    loss: "mean-squared-error",
  },
};

/** The files that a page reads of a run. */
const COPIED = [
  RUN_FILES.config,
  RUN_FILES.preprocessor,
  RUN_FILES.generation,
  RUN_FILES.codeSpace,
  RUN_FILES.encoder,
  RUN_FILES.decoder,
];

/**
 * Trains a model of each kind for a moment, into a folder of its name within this one; `half` is a
 * copy of `large` without its encoder, and `bare` one without its code space.
 */
export async function writeModelFolders(directory: string): Promise<Record<string, string>> {
  const folders: Record<string, string> = {};
  for (const [name, model] of Object.entries(models)) {
    folders[name] = join(directory, name);
    const digits = { description: `Digits, trained for a moment: ${name}`, "data.count": 300 };
    await train({ ...digits, name, model }, folders[name]);
  }
  writeRowData(directory);
  for (const [name, data] of Object.entries(rowModels)) {
    folders[name] = join(directory, name);
    const path = join(directory, String(data["data.name"]));
    const model = {
      codeSize: name === "curves" ? 2 : 3,
      nodes: [16],
      activation: "tanh",
      loss: "mean-squared-error",
    };
    const description = `Rows, trained for a moment: ${name}`;
    await train({ ...data, "data.name": path, name, description, model }, folders[name]);
  }
  for (const [name, missing] of [["half", RUN_FILES.encoder], ["bare", RUN_FILES.codeSpace]]) {
    folders[name] = join(directory, name);
    await Deno.mkdir(join(folders[name], "onnx"), { recursive: true });
    for (const path of COPIED) {
      if (path === missing) continue;
      await Deno.copyFile(join(folders.large, path), join(folders[name], path));
    }
  }
  return folders;
}

async function train(overrides: Record<string, unknown>, out: string): Promise<void> {
  const recipe = readRecipe("strokes-deep", {
    "training.epochs": 3,
    "training.batchSize": 20,
    "training.optimizer": { type: "adam", learningRate: 0.01 },
    ...overrides,
  });
  using run = await prepareNewRun(recipe, { out });
  await finishRun(run, await trainToEnd(run));
}
