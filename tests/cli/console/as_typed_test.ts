import { assertEquals } from "@std/assert";
import { asTyped } from "../../../src/cli/console/as_typed.ts";

Deno.test("commands are named as they are typed: of a clone by task, of a package by its program", () => {
  const text = 'Usage: deno task isthmus COMMAND\n"deno task train --resume runs/a" goes on';
  assertEquals(asTyped(text), text);
  assertEquals(
    asTyped(text, {
      address: "file:///home/a/node_modules/isthmus/src/x.js",
      program: "npx isthmus",
    }),
    'Usage: npx isthmus COMMAND\n"npx isthmus train --resume runs/a" goes on',
  );
});
