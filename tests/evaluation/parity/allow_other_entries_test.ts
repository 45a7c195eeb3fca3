import { assertEquals, assertThrows } from "@std/assert";
import { allowOtherEntries } from "../../../src/evaluation/parity/allow_other_entries.ts";

/** Codes of 2000 vectors of two values, a few of which stand for another entry. */
function codes(others: number) {
  const values = (other: number) =>
    Float32Array.from({ length: 4000 }, (_, i) => i < 2 * other ? 9 : Math.floor(i / 2) % 5);
  const shape = [500, 2, 4];
  return { here: { shape, values: values(0) }, there: { shape, values: values(others) } };
}

Deno.test("a vector in a thousand may stand for another entry, and becomes that of the trainer", () => {
  const { here, there } = codes(2);
  assertEquals(allowOtherEntries({ here, there }, { size: 2 }), here);
  assertEquals(there.values[0], 9);
});

Deno.test("more of them are refused in one sentence", () => {
  assertThrows(
    () => allowOtherEntries(codes(3), { size: 2 }),
    Error,
    "Cannot trust the exported encoder: 3 of 2000 vectors of the codes are not the trainer's entries, more than rounding explains",
  );
});
