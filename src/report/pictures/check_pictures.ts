import { type ExampleKind, exampleKind } from "../../core/example_kind.ts";
import type { FinishedRun } from "../../runs/open_run.ts";
import { readPreprocessor } from "../../runs/preprocessor_file.ts";

/** The words for what is no picture, and why. */
const OTHERS: Readonly<Record<Exclude<ExampleKind, "images">, string>> = {
  table: "a table: its rows are no pictures",
  texts: "texts: they are no pictures",
  vectors: "vectors: they are no pictures",
};

/** Throws a TypeError, one sentence, for a run whose examples are no pictures. */
export async function checkPictures(
  run: Pick<FinishedRun, "directory">,
  { what, instead }: {
    /** The things to draw, "reconstructions". */
    what: string;
    /** The way out. */
    instead: string;
  },
): Promise<void> {
  const kind = exampleKind(await readPreprocessor(run.directory));
  if (kind === "images") return;
  throw new TypeError(`Cannot draw ${what} of ${OTHERS[kind]}; ${instead}`);
}

/** Throws a TypeError, one sentence, for a run whose examples are pictures, and so no rows of a table. */
export async function checkRows(
  run: Pick<FinishedRun, "directory">,
  { what, instead }: { what: string; instead: string },
): Promise<void> {
  if (exampleKind(await readPreprocessor(run.directory)) !== "images") return;
  throw new TypeError(`Cannot write ${what} of pictures as a table; ${instead}`);
}
