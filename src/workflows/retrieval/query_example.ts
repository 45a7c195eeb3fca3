import { basename } from "@std/path";
import { quoteOf } from "../../data/mod.ts";
import type { RawExample, RunPreprocessor } from "../../preprocessing/mod.ts";
import { readPictureQuery } from "./picture_query.ts";
import { checkTextQuery } from "./text_query.ts";

/** A question that an encoder is asked: a text, or the path of a picture. */
export type NewQuery =
  | { readonly by: "text"; readonly text: string }
  | { readonly by: "image"; readonly path: string };

/** A query as its preprocessor takes it. */
export interface QueryExample {
  readonly example: RawExample;
  /** Its name: its words in quotes, or the name of its file. */
  readonly title: string;
  readonly remarks: readonly string[];
}

/**
 * Reads a query for a model. Throws as `checkTextQuery` and `readPictureQuery` do, and a TypeError, one
 * sentence, for words where none are counted.
 */
export async function queryExample(
  query: NewQuery,
  { preprocessor, functionWords, directory }: {
    preprocessor: RunPreprocessor;
    /** The language whose function words are left out. */
    functionWords?: string | undefined;
    /** The folder that is asked, for errors. */
    directory: string;
  },
): Promise<QueryExample> {
  if (query.by === "image") {
    const { bytes, remarks } = await readPictureQuery(query.path, preprocessor);
    return { example: bytes, title: basename(query.path), remarks };
  }
  const { words } = preprocessor, { text } = query;
  if (!words) throw new TypeError(`Cannot search ${directory} by --text: it counts no words`);
  const remarks = checkTextQuery(text, { words, functionWords, directory });
  return { example: text, title: `"${quoteOf(text)}"`, remarks };
}
