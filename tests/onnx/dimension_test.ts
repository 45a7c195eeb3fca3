import { assertEquals, assertThrows } from "@std/assert";
import { broadcast, product, quotient } from "../../src/onnx/dimension.ts";

Deno.test("product() keeps names as factors", () => {
  assertEquals(product([]), 1);
  assertEquals(product([2, 3]), 6);
  assertEquals(product(["batch", 4, 7]), "28*batch");
  assertEquals(product(["28*batch", 2]), "56*batch");
  assertEquals(product(["b", "a"]), "a*b");
  assertEquals(product(["batch", null]), null);
  assertEquals(product(["batch", 0]), 0);
});

Deno.test("quotient() divides where the answer is certain", () => {
  assertEquals(quotient("28*batch", 28), "batch");
  assertEquals(quotient("28*batch", "batch"), 28);
  assertEquals(quotient(12, 5), null);
  assertEquals(quotient(28, "batch"), null);
  assertEquals(quotient(12, 0), null);
});

Deno.test("broadcast() prefers what is definite and refuses what differs", () => {
  assertEquals(broadcast(["batch", 1], [1, 3]), ["batch", 3]);
  assertEquals(broadcast([], ["batch"]), ["batch"]);
  assertEquals(broadcast(["batch", 3], [null, 3]), ["batch", 3]);
  assertThrows(() => broadcast([2, 3], [2, 4]), RangeError, "[2, 3] and [2, 4] do not broadcast");
});
