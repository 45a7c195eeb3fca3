import type { FolderManifest } from "../collections/manifest.ts";
import { MODEL_FILES } from "../core/exported_model.ts";
import type { CollectionRow } from "./collection_row.ts";
import type { CodeColumn } from "./dialects/dialect.ts";
import type { Database } from "./open_database.ts";

/** An index that is to be copied. */
interface Own {
  readonly source: string;
  readonly manifest: FolderManifest;
  readonly column: CodeColumn;
}

/** Throws an Error, one sentence, where the table of a database holds another index than the one to copy. */
export function checkCopy(
  there: CollectionRow | undefined,
  { source, manifest, column }: Own,
  { name, table }: Pick<Database, "name" | "table">,
): void {
  if (!there) return;
  const refuse = (why: string): never => {
    throw new Error(
      `Cannot copy into ${name}: its table ${table} ${why}; name another behind #, or drop that one`,
    );
  };
  const of = ({ size, metric }: CodeColumn) =>
    `${size} ${metric === "hamming" ? "bits" : "values"}`;
  if (of(there.column) !== of(column)) {
    refuse(`holds codes of ${of(there.column)}, expected ${of(column)}`);
  }
  const encoder = (of: FolderManifest) => of.files[MODEL_FILES.encoder]?.sha256;
  if (encoder(there.manifest) !== encoder(manifest)) {
    refuse("holds codes of another encoder, its encoder changed");
  }
  if (there.source !== source) refuse("holds another index by that encoder");
  if (there.column.layout !== column.layout) {
    refuse(`holds codes as ${there.column.layout}, expected ${column.layout}`);
  }
}
