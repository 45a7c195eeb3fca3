import type { FileMetaData, RowGroup, SchemaTree } from "hyparquet";

/**
 * The metadata of a file as if it had one column alone, of each flat column that is in all groups of rows,
 * by its name: so one of many columns is read without a look at the others.
 */
export function columnsAlone(
  metadata: FileMetaData,
  children: readonly SchemaTree[],
): Map<string, FileMetaData> {
  const groups = new Map<string | undefined, RowGroup[]>();
  for (const group of metadata.row_groups) {
    for (const chunk of group.columns) {
      const name = chunk.meta_data?.path_in_schema[0], own = groups.get(name) ?? [];
      groups.set(name, own);
      own.push({ ...group, columns: [chunk] });
    }
  }
  const [root] = metadata.schema, alone = new Map<string, FileMetaData>();
  for (const { element, children: { length } } of children) {
    const row_groups = groups.get(element.name) ?? [];
    if (length > 0 || row_groups.length !== metadata.row_groups.length) continue;
    const schema = [{ ...root, num_children: 1 }, element];
    alone.set(element.name, { ...metadata, schema, row_groups });
  }
  return alone;
}
