/** Rows under a head, the first column to the left and the others to the right. */
export function formatTable(
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly string[])[] },
): string {
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...rows.map((row) => row[i].length))
  );
  return [columns, ...rows].map((row) =>
    row.map((cell, i) => i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])).join("  ")
      .trimEnd()
  ).join("\n");
}
