import { readCollection } from "../../collections/read_collection.ts";
import {
  buildHnsw,
  copyCollection,
  type DatabaseAddress,
  openDatabase,
} from "../../databases/mod.ts";

/** The choices of copying an index into a database. */
export interface CopyIndexOptions {
  readonly address: DatabaseAddress;
  /** True to keep real values in halves of floats. */
  readonly isHalf: boolean;
  /** True to make an approximate index, which a search goes by where it says so. */
  readonly hasHnsw: boolean;
  /** Ends the work between two batches; what was copied stays, and the same call goes on with it. */
  readonly signal?: AbortSignal;
}

/** The end of a copying. */
export type CopyEnd =
  | {
    readonly type: "whole";
    readonly count: number;
    /** The number of different codes. */
    readonly different: number;
    /** The column of the codes. */
    readonly layout: string;
    readonly hnsw?: { readonly recall: number; readonly queries: number };
    readonly remarks: readonly string[];
  }
  | { readonly type: "interrupted"; readonly done: number; readonly count: number };

/**
 * Copies the index of a folder into a database, where a search needs the folder no more. Throws as
 * `readCollection`, `openDatabase`, `copyCollection` and `buildHnsw` do.
 */
export async function copyIndex(
  directory: string,
  { address, isHalf, hasHnsw, signal }: CopyIndexOptions,
): Promise<CopyEnd> {
  const collection = await readCollection(directory), { count } = collection.manifest;
  await using database = await openDatabase(address, { isNew: true });
  if (hasHnsw && !database.dialect.hasHnsw) {
    throw new TypeError(
      `Cannot make an approximate index in ${address.name}: it has no pgvector; leave out --hnsw`,
    );
  }
  const { done, before, different, column: { layout } } = await copyCollection(
    collection,
    database,
    { isHalf, signal },
  );
  if (done < count) return { type: "interrupted", done, count };
  const hnsw = hasHnsw ? await buildHnsw(database) : undefined;
  return {
    type: "whole",
    ...{ count, different, layout },
    ...(hnsw && { hnsw }),
    remarks: [
      ...(before === count
        ? [`All ${count} items were there before.`]
        : before > 0
        ? [`It went on after the ${before} of ${count} items that were copied before.`]
        : []),
      ...(layout === "real[]"
        ? [
          `${address.name} has no pgvector: distances are sums over arrays there, which is slower.`,
        ]
        : []),
      ...(layout === "halfvec"
        ? [
          "Codes are kept in halves of floats, so that distances differ from the folder's a little.",
        ]
        : []),
    ],
  };
}
