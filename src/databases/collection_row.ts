import { z } from "zod";
import { type FolderManifest, FORMAT, manifestSchema } from "../collections/manifest.ts";
import { parseRecord } from "../core/parse_record.ts";
import { parseWith } from "../schemas/parse_with.ts";
import type { CodeColumn } from "./dialects/dialect.ts";
import type { Database } from "./open_database.ts";
import { COLLECTION_COLUMNS, tablesOf } from "./tables.ts";

const hnswSchema = z.strictObject({ recall: z.number(), queries: z.int() });

const rowSchema = z.object({
  format: z.literal(FORMAT, `expected ${FORMAT}, copy the index again with this version`),
  source: z.string(),
  layout: z.enum(["bit", "vector", "halfvec", "real[]", "blob"]),
  manifest: z.string(),
  pictures: z.string().nullable(),
  hnsw: z.string().nullable(),
  whole: z.union([z.literal(0), z.literal(1)]),
});

/** The facts of a collection in a database. */
export interface CollectionRow {
  /** The SHA-256 of the index that it is a copy of, which that of all its files is part of. */
  readonly source: string;
  readonly manifest: FolderManifest;
  readonly column: CodeColumn;
  /** The axes of a picture of an item [h, w, k], where they have some. */
  readonly pictureShape?: readonly number[];
  /** The measured share of the ten nearest that the approximate index finds, of how many queries, if it is there. */
  readonly hnsw?: z.infer<typeof hnswSchema>;
  /** False while the items are copied. */
  readonly isWhole: boolean;
}

/** The codes of a manifest as a column of a layout. */
export function columnOf(
  { codes }: Pick<FolderManifest, "codes">,
  layout: CodeColumn["layout"],
): CodeColumn {
  return { layout, size: codes.size, metric: codes.type === "bits" ? "hamming" : codes.metric };
}

/**
 * Reads what a database says of its collection; undefined where there is no table of that name, or an empty
 * one. Throws an Error, one sentence, for a table of something else.
 */
export async function readCollectionRow(
  { query, dialect, name, table }: Database,
): Promise<CollectionRow | undefined> {
  const columns = new Set((await query(dialect.columns, [table])).map(({ name }) => name));
  if (columns.size === 0) return undefined;
  if (COLLECTION_COLUMNS.some((column) => !columns.has(column))) {
    throw new Error(`Cannot use ${name}: its table ${table} holds no collection`);
  }
  const [row] = await query(
    `SELECT format, source, layout, manifest, pictures, hnsw, whole FROM ${
      tablesOf(table).collection
    }`,
  );
  if (!row) return undefined;
  const { source, layout, manifest: text, pictures, hnsw, whole } = parseWith(rowSchema, row, name);
  const manifest = parseWith(manifestSchema, parseRecord(text), name);
  return {
    ...{ source, manifest, column: columnOf(manifest, layout), isWhole: whole === 1 },
    ...(pictures !== null && { pictureShape: pictures.split(",").map(Number) }),
    ...(hnsw !== null && { hnsw: parseWith(hnswSchema, parseRecord(hnsw), name) }),
  };
}
