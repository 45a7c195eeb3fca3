import { assert, assertEquals } from "@std/assert";
import { z } from "zod";
import { createRegistry } from "../../src/schemas/create_registry.ts";

const circle = {
  schema: z.strictObject({ shape: z.literal("circle"), radius: z.number() }),
  area: ({ radius }: { radius: number }) => Math.PI * radius ** 2,
};
const square = {
  schema: z.strictObject({ shape: z.literal("square"), side: z.number().default(1) }),
  area: ({ side }: { side: number }) => side ** 2,
};
const registry = createRegistry("shape", { circle, square });

Deno.test("a registry reads what any of its parts does, and finds the part that is meant", () => {
  assertEquals(registry.schema.parse({ shape: "square" }), { shape: "square", side: 1 });
  assertEquals(registry.partOf({ shape: "square" }).area({ side: 3 }), 9);
  assertEquals(registry.partOf({ shape: "circle" }), circle);
  assertEquals(registry.schema.options, [circle.schema, square.schema]);
});

Deno.test("a registry refuses what names no part, and what the named part does not take", () => {
  assert(!registry.schema.safeParse({ shape: "cube" }).success);
  assert(!registry.schema.safeParse({ shape: "circle", side: 1 }).success);
});
