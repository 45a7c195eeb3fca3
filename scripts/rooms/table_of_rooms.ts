import type { Room } from "./rooms.ts";

/** The rooms as a Markdown table, its columns as wide as `deno fmt` makes them. */
export function tableOfRooms(rooms: Readonly<Record<string, Room>>): string {
  const rows = Object.entries(rooms).map(([name, { holds, imports }]) => [
    code(name),
    holds,
    imports.length === 0 ? insideOf(name, rooms) : imports.map(code).join(" "),
  ]);
  const table = [["room", "what it holds", "imports"], ...rows];
  const widths = table[0].map((_, i) => Math.max(...table.map((row) => row[i].length)));
  const line = (cells: readonly string[], fill: string) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i], fill)).join(" | ")} |`;
  return [
    line(table[0], " "),
    line(["", "", ""], "-"),
    ...rows.map((row) => line(row, " ")),
    "",
  ].join("\n");
}

/** The ground of a room without imports of its own. */
function insideOf(name: string, rooms: Readonly<Record<string, Room>>): string {
  return Object.keys(rooms).some((other) => other.startsWith(`${name}/`))
    ? "those inside of it"
    : "nothing";
}

function code(name: string): string {
  return `\`${name}\``;
}
