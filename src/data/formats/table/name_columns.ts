import { nameColumn } from "./table_error.ts";
import { oneLine } from "../../../core/one_line.ts";

/**
 * The names that the cells of a header give to columns, each another one: "column 3" for an empty
 * cell, and "size (column 4)" for a name that is there already. Each is said, but an empty first cell.
 */
export function nameColumns(
  header: readonly string[],
): { names: readonly string[]; remarks: readonly string[] } {
  const names = new Set<string>();
  const remarks: string[] = [];
  for (const [at, cell] of header.entries()) {
    const given = oneLine(cell, { longest: 200 });
    let name = given === "" ? nameColumn(undefined, at) : given;
    while (names.has(name)) name += ` (column ${at + 1})`;
    if (name !== given && at > 0) {
      remarks.push(
        given === ""
          ? `Column ${at + 1} has no name and is called "${name}"`
          : `Column ${at + 1} has the name of another one and is called "${name}"`,
      );
    }
    names.add(name);
  }
  return { names: [...names], remarks };
}
