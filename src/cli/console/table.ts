/** Rows under a head, the first column and those of `left` to the left, the others to the right. */
export function formatTable(
  { columns, rows, left = [] }: {
    columns: readonly string[];
    rows: readonly (readonly string[])[];
    /** The names of columns of words. */
    left?: readonly string[];
  },
): string {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i].length))
  );
  const isLeft = columns.map((column, i) => i === 0 || left.includes(column));
  return [columns, ...rows].map((row) =>
    row.map((cell, i) => isLeft[i] ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join("  ")
      .trimEnd()
  ).join("\n");
}
