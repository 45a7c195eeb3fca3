import { assertEquals } from "@std/assert";
import { exampleWords } from "../../../src/report/pictures/shown_examples.ts";

Deno.test("examples are told by their numbers or names, and never by a number alone", () => {
  const labels = Int32Array.of(3, 1);
  assertEquals(exampleWords({}, 1), "example 1");
  assertEquals(exampleWords({ labels }, 1), "example 1 (class 1)");
  assertEquals(exampleWords({ labels }, 0, ["a", "b", "c", "cats"]), "example 0 (class cats)");
  assertEquals(exampleWords({ ids: ["x.png"] }, 0), '"x.png"');
});
