import { assertEquals, assertNotEquals } from "@std/assert";
import { interfaceChanges, interfaceLines } from "../../scripts/interface/interface_lines.ts";

const documentation = (type: string, line: number) => ({
  nodes: {
    "file:///mod.ts": {
      symbols: [{
        name: "draw",
        declarations: [{ kind: "function", def: { type, location: { line } }, jsDoc: { line } }],
      }],
    },
  },
});

Deno.test("an export has a line, which changes with its types and with nothing else", async () => {
  const [line] = await interfaceLines("isthmus", documentation("number", 1));
  assertEquals(/^isthmus function draw [0-9a-f]{12}$/.test(line), true, line);
  assertEquals(await interfaceLines("isthmus", documentation("number", 2)), [line]);
  assertNotEquals(await interfaceLines("isthmus", documentation("string", 1)), [line]);
});

Deno.test("what is gone, new or other is said", () => {
  assertEquals(
    interfaceChanges(["isthmus function a 1", "isthmus function b 2"], [
      "isthmus function b 3",
      "isthmus type c 4",
    ]),
    ["a of isthmus is gone", "c of isthmus is new", "b of isthmus has other types"],
  );
});
