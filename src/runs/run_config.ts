import { join } from "@std/path";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { isMissing } from "../io/files/is_missing.ts";
import { autoencoderSpec } from "../model/mod.ts";
import { recipeSchema } from "../recipes/mod.ts";
import { checkPlugins } from "../schemas/plugin_records.ts";
import { parseWith } from "../schemas/parse_with.ts";
import { RUN_FILES } from "./run_folder.ts";

/** The plug-ins that a run was made with; a path would say more of one machine than of them. */
const recordedPlugins = z.array(z.strictObject({
  name: z.string(),
  version: z.string(),
  sha256: z.string().optional(),
  needed: z.boolean(),
}));

/** The schema of a run's `config.json`. */
const runConfig = z.strictObject({
  recipe: recipeSchema,
  spec: autoencoderSpec,
  data: z.strictObject({
    name: z.string(),
    /** The absolute path that `name` led to; absent of known data, and where `name` is it. */
    path: z.string().optional(),
    sha256: z.string(),
    /** Numbers of examples. */
    train: z.int(),
    validation: z.int(),
    test: z.int(),
    classes: z.array(z.string()).optional(),
  }),
  kernels: z.strictObject({
    numerics: z.enum(["fast", "portable"]),
    build: z.enum(["relaxed-simd", "simd"]),
    sha256: z.string(),
  }),
  /** The threads that it was begun with, which change no byte of it; why there is one alone. */
  threads: z.strictObject({ count: z.int(), reason: z.string().optional() }).optional(),
  versions: z.record(z.string(), z.string()),
  /** Absent where there were none. */
  plugins: recordedPlugins.optional(),
  /** The run whose weights it started from, as it was named, and a SHA-256 of these; absent without one. */
  from: z.strictObject({ run: z.string(), sha256: z.string() }).optional(),
});

/**
 * Everything that decided a run: the resolved recipe, the model, the data, the kernels and the
 * versions.
 */
export type RunConfig = z.infer<typeof runConfig>;

/** Reads the `config.json` of a run folder; throws an Error, one sentence, where there is no run. */
export function readRunConfig(directory: string): RunConfig {
  const path = join(directory, RUN_FILES.config);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (!isMissing(error)) throw error;
    throw new TypeError(
      `Cannot find a run in ${directory}: it has no ${RUN_FILES.config}; "train --out ${directory}" would make one`,
    );
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new SyntaxError(`Cannot use ${path}: it is not JSON`);
  }
  // Before the rest, which names parts that only these know.
  const { success, data } = z.looseObject({ plugins: recordedPlugins }).safeParse(json);
  if (success) checkPlugins(data.plugins, directory);
  return parseWith(runConfig, json, path);
}
