import { assertEquals } from "@std/assert";
import { checkRooms } from "../../../scripts/rooms/check_rooms.ts";
import type { Room } from "../../../scripts/rooms/rooms.ts";
import type { SourceFile } from "../../../scripts/rooms/source_files.ts";

/** A house of three floors, the lowest with a door and a room inside of it. */
const rooms: Readonly<Record<string, Room>> = {
  top: { holds: "prints", imports: ["low"], isWorldly: true },
  low: { holds: "computes", imports: [], inBrowser: true },
  "low/inner": { holds: "a part of it", imports: [] },
};

const file = (
  path: string,
  { text = "", imports = [], packages = [] }: Partial<SourceFile> = {},
): SourceFile => ({ path, text, imports, packages });

const sound: readonly SourceFile[] = [
  file("top/main.ts", { text: 'console.log("a")', imports: ["low/mod.ts"] }),
  file("low/mod.ts", { imports: ["low/sum.ts", "low/inner/part.ts"] }),
  file("low/sum.ts"),
  file("low/inner/part.ts"),
];

/** The sound files, with these in the place of those of the same paths. */
const faultsOf = (...changed: SourceFile[]): string[] => {
  const paths = new Set(changed.map(({ path }) => path));
  return checkRooms([...sound.filter(({ path }) => !paths.has(path)), ...changed], rooms);
};

Deno.test("files that keep to their rooms have no faults", () => {
  assertEquals(faultsOf(), []);
});

Deno.test("a folder that is not in the table is a fault", () => {
  assertEquals(faultsOf(file("attic/box.ts")), [
    "attic/box.ts: its folder is not in the table of rooms",
  ]);
});

Deno.test("an import that climbs is a fault, and so is the circle of rooms that it closes", () => {
  assertEquals(faultsOf(file("low/sum.ts", { imports: ["top/other.ts"] }), file("top/other.ts")), [
    "low/sum.ts: imports top, which is not below low",
    "A circle of rooms: top → low → top",
  ]);
});

Deno.test("an import around the mod.ts of a room is a fault, unless the room is open", () => {
  const around = file("top/main.ts", { imports: ["low/sum.ts"] });
  assertEquals(faultsOf(around), ["top/main.ts: imports low/sum.ts around low/mod.ts"]);
  const opened = { ...rooms, low: { ...rooms.low, isOpen: true } };
  assertEquals(checkRooms([around, ...sound.slice(1)], opened), []);
});

Deno.test("a permission that nothing needs is a fault", () => {
  assertEquals(faultsOf(file("top/main.ts")), [
    "top: may import low by the table of rooms and does not",
  ]);
});

Deno.test("files that import each other are a fault, by the shortest way around", () => {
  const circle = [
    file("low/sum.ts", { imports: ["low/a.ts", "low/b.ts"] }),
    file("low/a.ts", { imports: ["low/b.ts"] }),
    file("low/b.ts", { imports: ["low/sum.ts"] }),
  ];
  assertEquals(faultsOf(...circle), [
    "A circle of files: low/sum.ts → low/b.ts → low/sum.ts",
  ]);
});

Deno.test("a host package in a room for browsers is a fault", () => {
  for (const name of ["@tensorflow/tfjs", "node:fs", "onnxruntime-node"]) {
    assertEquals(faultsOf(file("low/sum.ts", { packages: [name] })), [
      `low/sum.ts: imports ${name}, but its room runs in a browser`,
    ]);
  }
  assertEquals(faultsOf(file("low/sum.ts", { packages: ["zod"] })), []);
});

Deno.test("whatever touches the world in a room that must not is a fault, comments aside", () => {
  const worldly: Readonly<Record<string, string>> = {
    "Deno.readTextFile(path)": "Deno.",
    'console.error("a")': "console.",
    "performance.now()": "performance.",
    "process.argv": "process.",
    "const response = await fetch(where);": "fetch(",
    "fetch.call(undefined, where)": "fetch.",
    "new Date()": "Date",
    'await import("node:fs")': '"node:',
  };
  for (const [text, found] of Object.entries(worldly)) {
    assertEquals(faultsOf(file("low/sum.ts", { text })), [
      `low/sum.ts: uses ${found}, but its room must not touch the world`,
    ]);
    assertEquals(faultsOf(file("low/sum.ts", { text: `/* ${text} */ // ${text}` })), []);
    assertEquals(faultsOf(file("top/other.ts", { text })), []);
  }
  assertEquals(faultsOf(file("low/sum.ts", { text: "folder.fetch(path)" })), []);
});
