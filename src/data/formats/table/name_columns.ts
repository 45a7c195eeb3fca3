import { oneLine } from "../../../core/one_line.ts";

/**
 * The names that the cells of a header give to columns, each another one: "column 3" for an empty
 * cell, and "size (column 4)" for a name that is there already. Each is said, but an empty first cell.
 */
export function nameColumns(
  header: readonly string[],
): { names: readonly string[]; remarks: readonly string[] } {
  const names: string[] = [];
  const remarks: string[] = [];
  for (const [at, cell] of header.entries()) {
    const given = oneLine(cell, { longest: 200 });
    const name = given === ""
      ? `column ${at + 1}`
      : names.includes(given)
      ? `${given} (column ${at + 1})`
      : given;
    if (name !== given && at > 0) {
      remarks.push(
        given === ""
          ? `Column ${at + 1} has no name and is called "${name}"`
          : `Column ${at + 1} has the name of another one and is called "${name}"`,
      );
    }
    names.push(name);
  }
  return { names, remarks };
}
