import { assertEquals, assertThrows } from "@std/assert";
import { z } from "zod";
import { createRegistry } from "../../src/schemas/create_registry.ts";
import { openTable } from "../../src/schemas/open_table.ts";

Deno.test("an open table gives what it was made of and what was added, and refuses a taken name", () => {
  const table = openTable<number>({ one: 1 });
  table.add("two", 2);
  assertEquals(table.entries(), [["one", 1], ["two", 2]]);
  assertEquals([table.has("two"), table.has("three")], [true, false]);
  assertThrows(() => table.add("one", 3), RangeError, "there is an entry of this name already");
});

Deno.test("a part that is added to a registry is read by all schemas that hold its own", () => {
  const dot = { schema: z.strictObject({ type: z.literal("dot") }) };
  const line = {
    schema: z.strictObject({ type: z.literal("line"), length: z.number().default(2) }),
  };
  const registry = createRegistry("type", { dot });
  const holders = [
    z.strictObject({ shape: registry.schema }),
    z.strictObject({ shape: registry.schema.optional() }),
    z.strictObject({ shape: z.union([z.string(), registry.schema]) }),
  ];
  const value = { shape: { type: "line" } };
  for (const holder of holders) assertEquals(holder.safeParse(value).success, false);
  registry.add("line", line);
  for (const holder of holders) {
    assertEquals(holder.parse(value) as unknown, { shape: { type: "line", length: 2 } });
    assertEquals(holder.safeParse({ shape: { type: "line", width: 1 } }).success, false);
    assertEquals(holder.safeParse({ shape: { type: "arc" } }).success, false);
  }
  assertEquals(z.array(registry.schema).parse([{ type: "dot" }]), [{ type: "dot" }]);
  assertEquals(registry.partOf({ type: "line" as "dot" }) as unknown, line);
  assertThrows(() => registry.add("dot", dot), RangeError, "there is a part of this name already");
});
