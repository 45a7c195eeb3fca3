import type { FileMetaData } from "hyparquet";

/** The names of the columns that are encrypted in a file that is not. */
export function encryptedColumns(
  { row_groups }: Pick<FileMetaData, "row_groups">,
): Set<string | undefined> {
  const chunks = row_groups.flatMap(({ columns }) => columns);
  return new Set(
    chunks.filter(({ crypto_metadata }) => crypto_metadata !== undefined)
      .map(({ meta_data }) => meta_data?.path_in_schema[0]),
  );
}
