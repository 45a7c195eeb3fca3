import { assertEquals, assertThrows } from "@std/assert";
import { importMemory } from "../../../../src/kernels/heap/threads/import_memory.ts";

/** A module that exports its memory of one page as `m`, and a function `f` that reads an integer there. */
// deno-fmt-ignore
const own = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0,
  1, 11, 2, 96, 1, 127, 1, 127, 96, 1, 127, 1, 127, // types
  2, 7, 1, 1, 97, 1, 98, 0, 0, // imports the function b of a
  3, 2, 1, 1, // a function of type 1
  5, 3, 1, 0, 1, // a memory of one page
  7, 9, 2, 1, 109, 2, 0, 1, 102, 0, 1, // exports
  10, 9, 1, 7, 0, 32, 0, 40, 2, 0, 11, // f
  11, 10, 1, 0, 65, 8, 11, 4, 7, 0, 0, 0, // 7 at 8
]);

Deno.test("a module with a memory of its own takes a shared one, puts its data there and exports it", async () => {
  assertEquals(WebAssembly.validate(own), true);
  const memory = new WebAssembly.Memory({ initial: 300, maximum: 60_000, shared: true });
  const bytes = importMemory(own, { pages: 300, most: 60_000 });
  const { instance } = await WebAssembly.instantiate(bytes, {
    a: { b: (x: number) => x },
    env: { memory },
  });
  const { m, f } = instance.exports as { m: WebAssembly.Memory; f(at: number): number };
  assertEquals(m.buffer, memory.buffer);
  assertEquals([f(8), new Int32Array(memory.buffer)[2]], [7, 7]);
  memory.grow(1);
  new Int32Array(memory.buffer)[75_000 * 64] = 5;
  assertEquals(f(75_000 * 256), 5);
});

Deno.test("a module that imports a memory takes a shared one, be it with a largest size or without", async () => {
  for (const limits of [[0, 1], [1, 1, 2]]) {
    const content = [1, 3, 101, 110, 118, 6, 109, 101, 109, 111, 114, 121, 2, ...limits];
    const bytes = Uint8Array.of(...own.subarray(0, 8), 2, content.length, ...content);
    const memory = new WebAssembly.Memory({ initial: 2, maximum: 3, shared: true });
    await WebAssembly.instantiate(importMemory(bytes, { pages: 2 }), { env: { memory } });
  }
});

Deno.test("a module without a memory is refused, and what is no module is left to who compiles it", () => {
  assertThrows(() => importMemory(own.slice(0, 8), { pages: 1 }), TypeError, "it has none");
  assertEquals(importMemory(Uint8Array.of(1, 2, 3), { pages: 1 }), Uint8Array.of(1, 2, 3));
});
