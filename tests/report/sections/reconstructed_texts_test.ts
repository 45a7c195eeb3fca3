import { assertEquals } from "@std/assert";
import { comparedWords } from "../../../src/report/sections/reconstructed_texts.ts";

Deno.test("words that are lost are missing, and those that the text did not have are invented", () => {
  const names = ["kept", "lost", "halved", "new", "none"];
  const { words, reconstruction } = comparedWords({
    input: new Float32Array([0.5, 0.25, 0.25, 0, 0]),
    output: new Float32Array([0.5, 0.0625, 0.125, 0.375, -0.5]),
    names,
  });
  assertEquals(words, [
    { name: "kept", value: 0.5 },
    { name: "lost", value: 0.25 },
    { name: "halved", value: 0.25 },
  ]);
  assertEquals(reconstruction, [
    { name: "kept", value: 0.5 },
    { name: "new", value: 0.375, mark: "invented" },
    { name: "halved", value: 0.125 },
    { name: "lost", value: 0.0625 },
  ]);
  const gone = comparedWords({
    input: new Float32Array([1]),
    output: new Float32Array([0.2]),
    names: ["gone"],
  });
  assertEquals(gone.words, [{ name: "gone", value: 1, mark: "missing" }]);
});
