import { join } from "@std/path";
import { ndArray, rowsOf } from "../../core/nd_array.ts";
import { decodeNpy } from "../../data/mod.ts";
import { encodeAll } from "../../evaluation/passes/encode_all.ts";
import { readFile } from "../../io/files/read_file.ts";
import { createPreprocessor } from "../../preprocessing/mod.ts";
import { loadRun } from "../../runs/load_run.ts";
import { openRun } from "../../runs/open_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";
import { readExamples } from "../../runs/run_data.ts";
import { RUN_FILES } from "../../runs/run_folder.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import { queryExample } from "../retrieval/query_example.ts";
import { readLoose } from "./loose_examples.ts";
import type { MappedExamples, MappedSource } from "./mapped_source.ts";

/**
 * Reads the examples of a run, or of any data, and their codes: those of the run's encoder, or of a file. Starts
 * the backend.
 *
 * Throws as `readExamples` and `readLoose` do, a TypeError where neither a run nor data are named, and a
 * RangeError, one sentence, for a file of other numbers of codes than of examples.
 */
export async function readMapped(source: MappedSource): Promise<MappedExamples> {
  const { run, codes: file } = source;
  const read = run === undefined ? await readLoose(source) : await readOfRun(source, run);
  if (file === undefined) return read;
  const { shape: [rows], values } = decodeNpy(await readFile(file), file);
  const { name, examples: { count } } = read.named;
  if (rows !== count) {
    throw new RangeError(
      `Cannot map ${name} by ${file}: it has ${rows} codes for ${count} examples`,
    );
  }
  return { ...read, codes: ndArray([rows, values.length / rows], Float32Array.from(values)) };
}

/** The examples of a run, or others for its model, with their codes. */
async function readOfRun(
  { data, split, query }: MappedSource,
  directory: string,
): Promise<MappedExamples> {
  const run = await openRun(directory);
  const read = { data, split, newClasses: true, isNumbered: true, isQuoted: true };
  const named = await readExamples(run, read);
  await startRunBackend(run.config);
  await using autoencoder = await loadRun(directory);
  const preprocessor = await readPreprocessor(directory);
  if (query && run.model.plan.classes !== undefined) {
    throw new RangeError(
      `Cannot mark a query on a map of ${directory}: its encoder is told the class of each example`,
    );
  }
  const functionWords = run.config.recipe.data.text?.stopWords ?? "eng";
  const asked = query && await queryExample(query, { preprocessor, functionWords, directory });
  const code = asked && (await autoencoder.encode(
    await createPreprocessor(await readFile(join(directory, RUN_FILES.preprocessor)))
      .prepare([asked.example]),
  )).values;
  return {
    named: asked ? { ...named, remarks: [...named.remarks, ...asked.remarks] } : named,
    preprocessor,
    ...(asked && code && { asked: { title: asked.title, code } }),
    codes: rowsOf(await encodeAll(autoencoder, named.examples)),
  };
}
