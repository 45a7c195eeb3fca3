import type { PreprocessorConfig } from "../../core/preprocessor/preprocessor.ts";
import { rowsOf } from "../../core/nd_array.ts";
import type { Examples } from "../../data/mod.ts";
import { encodeAll } from "../../evaluation/passes/encode_all.ts";
import { loadRun } from "../../runs/load_run.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { startRunBackend } from "../../runs/start_run_backend.ts";
import type { Sides } from "./ranking_figures.ts";

/** The codes of both sides, and the way from data to the inputs of their encoder. */
export interface EncodedSides {
  readonly codes: Sides;
  readonly preprocessor: PreprocessorConfig;
}

/** Throws a RangeError, one sentence, for a run whose encoder is told the class of each example. */
export function checkAlone({ directory, model: { plan } }: FinishedRun): void {
  if (plan.classes === undefined) return;
  throw new RangeError(
    `Cannot measure what ${directory} finds: its encoder is told the class of each example`,
  );
}

/** Starts the backend of a run and encodes examples: those that are looked at, and those that ask. */
export async function encodeSides(
  { directory, config }: FinishedRun,
  { items, queries }: {
    items: Examples;
    /** The examples that ask, which may go by the preprocessor. */
    queries(preprocessor: PreprocessorConfig): Examples;
  },
): Promise<EncodedSides & { readonly asked: Examples }> {
  await startRunBackend(config);
  await using autoencoder = await loadRun(directory);
  const { preprocessor } = autoencoder, asked = queries(preprocessor);
  const encode = async (examples: Examples) => rowsOf(await encodeAll(autoencoder, examples));
  const codes = { items: await encode(items), queries: await encode(asked) };
  return { codes, preprocessor, asked };
}
