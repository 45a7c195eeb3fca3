import type { Room } from "./rooms.ts";

const WIDTH = 880, MARGIN = 10, GAP = 10, HEADING = 38, LINE = 18;

const STYLE = `
  .world {
    fill: #f6d9b8;
    stroke: #b8742a;
  }
  .floor {
    fill: #dfe7f1;
    stroke: #5b7794;
  }
  .browser {
    fill: #d5ecd9;
    stroke: #3f8a55;
  }
  text {
    text-anchor: middle;
    fill: #1d2733;
  }
  .inside {
    font-size: 12px;
  }
  .legend {
    text-anchor: start;
    font-size: 13px;
  }
  `;

/** A room as the picture shows it: its own name, and those of the rooms inside. */
interface Box {
  readonly name: string;
  readonly kind: "world" | "floor" | "browser";
  readonly inside: readonly string[];
}

/**
 * The house as an SVG: each floor is a row of rooms, as high above the ground as the longest way down
 * from it, so that imports point down only.
 */
export function drawRooms(rooms: Readonly<Record<string, Room>>): string {
  const floors = floorsOf(rooms);
  const parts: string[] = [];
  let top = MARGIN;
  for (const boxes of floors) {
    const width = (WIDTH - 2 * MARGIN - GAP * (boxes.length - 1)) / boxes.length;
    const lines = boxes.map(({ inside }) => wrap(inside, width));
    const height = HEADING + LINE * Math.max(...lines.map(({ length }) => length));
    boxes.forEach(({ name, kind }, i) => {
      const left = MARGIN + i * (width + GAP);
      parts.push(drawRoom({ name, kind, inside: lines[i] }, { left, top, width, height }));
    });
    top += height + GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top + 36}" role="img"`,
    '  font-family="system-ui, sans-serif" font-size="15">',
    "  <title>The rooms of the code: imports point down only</title>",
    `  <style>${STYLE}</style>`,
    `  <rect width="${WIDTH}" height="${top + 36}" fill="#fdfdfb" />`,
    ...parts,
    ...legend(top + 8),
    "</svg>",
    "",
  ].join("\n");
}

/** The outer rooms by their height above the ground, the highest first. */
function floorsOf(rooms: Readonly<Record<string, Room>>): Box[][] {
  const names = [...new Set(Object.keys(rooms).map(outer))];
  const below = new Map(names.map((name) => [
    name,
    new Set(
      Object.entries(rooms).filter(([room]) => outer(room) === name)
        .flatMap(([, { imports }]) => imports.map(outer)).filter((other) => other !== name),
    ),
  ]));
  const height = (name: string): number =>
    Math.max(0, ...[...below.get(name)!].map((other) => height(other) + 1));
  const floors: Box[][] = [];
  for (const name of names) {
    const inside = Object.keys(rooms).filter((other) => other.startsWith(`${name}/`))
      .map((other) => other.slice(name.length + 1));
    (floors[height(name)] ??= []).push({ name, kind: kindOf(rooms[name]), inside });
  }
  return floors.reverse();
}

function outer(name: string): string {
  return name.split("/")[0];
}

function kindOf({ inBrowser, isWorldly }: Room): Box["kind"] {
  return inBrowser ? "browser" : isWorldly ? "world" : "floor";
}

/** Names in lines that a room of a width has place for. */
function wrap(names: readonly string[], width: number): string[] {
  const most = Math.floor((width - 16) / 6.4);
  return names.reduce<string[]>((lines, name) => {
    const last = lines.at(-1);
    return last !== undefined && last.length + 3 + name.length <= most
      ? [...lines.slice(0, -1), `${last} · ${name}`]
      : [...lines, name];
  }, []);
}

function drawRoom(
  { name, kind, inside }: Box,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): string {
  const middle = round(left + width / 2);
  return [
    `  <rect class="${kind}" x="${round(left)}" y="${top}" width="${round(width)}" ` +
    `height="${height}" rx="5" />`,
    `  <text x="${middle}" y="${top + 24}">${name}</text>`,
    ...inside.map((line, i) =>
      `  <text class="inside" x="${middle}" y="${top + HEADING + 4 + i * LINE}">${line}</text>`
    ),
  ].join("\n");
}

function legend(top: number): string[] {
  const kinds = [["world", "touches the world"], ["floor", "pure"], [
    "browser",
    "also runs in a browser",
  ]];
  return kinds.flatMap(([kind, text], i) => [
    `  <rect class="${kind}" x="${MARGIN + i * 240}" y="${top}" width="18" height="18" rx="3" />`,
    `  <text class="legend" x="${MARGIN + 26 + i * 240}" y="${top + 14}">${text}</text>`,
  ]);
}

function round(value: number): number {
  return Math.round(value);
}
