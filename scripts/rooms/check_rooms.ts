import { findCircles } from "./find_circles.ts";
import type { Room } from "./rooms.ts";
import type { SourceFile } from "./source_files.ts";

/** The names of all that touches the world. */
const WORLD = /\b(?:Deno|console|performance|process)\.|(?<!\.)\bfetch\s*[.(]|\bDate\b|["']node:/;

/** Packages that no browser runs. */
const HOST_PACKAGES = /tfjs|^node:|onnxruntime/;

/** The room of a file: the one with the longest name that its path begins with. */
export function roomOf(path: string, rooms: Readonly<Record<string, Room>>): string | undefined {
  return Object.keys(rooms).filter((name) => path.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length)[0];
}

/**
 * Says what is wrong with how files are parted into rooms, a sentence each: imports that climb or
 * go around a room's `mod.ts`, circles of files or of rooms, rooms in the table that nothing
 * imports as it says, and what touches the world or needs a host where it must not.
 */
export function checkRooms(
  files: readonly SourceFile[],
  rooms: Readonly<Record<string, Room>>,
): string[] {
  const used = new Map(Object.keys(rooms).map((name) => [name, new Set<string>()]));
  const doors = new Set(
    files.map(({ path }) => path).filter((path) => path.endsWith("/mod.ts")),
  );
  const faults = files.filter(({ path }) => path.includes("/")).flatMap((file) => {
    const room = roomOf(file.path, rooms);
    if (room === undefined) return [`${file.path}: its folder is not in the table of rooms`];
    return [
      ...checkImports(file, room, { rooms, doors, used: used.get(room)! }),
      ...checkHost(file, rooms[room]),
    ];
  });
  return [
    ...faults,
    ...unusedPermissions(rooms, used),
    ...circlesOf("files", new Map(files.map(({ path, imports }) => [path, imports]))),
    ...circlesOf("rooms", new Map([...used].map(([name, targets]) => [name, [...targets]]))),
  ];
}

function checkImports(
  { path, imports }: SourceFile,
  room: string,
  { rooms, doors, used }: {
    rooms: Readonly<Record<string, Room>>;
    doors: ReadonlySet<string>;
    used: Set<string>;
  },
): string[] {
  return imports.filter((target) => target.includes("/")).flatMap((target) => {
    const to = roomOf(target, rooms);
    if (to === undefined || to === room) return [];
    used.add(to);
    if (!rooms[room].imports.includes(to) && !to.startsWith(`${room}/`)) {
      return [`${path}: imports ${to}, which is not below ${room}`];
    }
    const door = rooms[to].isOpen ? undefined : doorBetween(path, target, doors);
    return door === undefined || door === target
      ? []
      : [`${path}: imports ${target} around ${door}`];
  });
}

/** The outermost `mod.ts` that stands between a file and what it imports. */
function doorBetween(
  path: string,
  target: string,
  doors: ReadonlySet<string>,
): string | undefined {
  const names = target.split("/").slice(0, -1);
  for (let depth = 1; depth <= names.length; depth++) {
    const folder = names.slice(0, depth).join("/");
    if (!path.startsWith(`${folder}/`) && doors.has(`${folder}/mod.ts`)) return `${folder}/mod.ts`;
  }
}

function checkHost({ path, text, packages }: SourceFile, room: Room): string[] {
  const foreign = room.inBrowser ? packages.filter((each) => HOST_PACKAGES.test(each)) : [];
  const code = text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, "");
  const found = room.isWorldly ? null : code.match(WORLD);
  return [
    ...foreign.map((each) => `${path}: imports ${each}, but its room runs in a browser`),
    ...(found ? [`${path}: uses ${found[0]}, but its room must not touch the world`] : []),
  ];
}

function unusedPermissions(
  rooms: Readonly<Record<string, Room>>,
  used: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return Object.entries(rooms).flatMap(([name, { imports }]) =>
    imports.filter((each) => !used.get(name)!.has(each)).map((each) =>
      `${name}: may import ${each} by the table of rooms and does not`
    )
  );
}

function circlesOf(kind: string, targets: ReadonlyMap<string, readonly string[]>): string[] {
  return findCircles(targets).map((circle) => `A circle of ${kind}: ${circle.join(" → ")}`);
}
