import { assertEquals } from "@std/assert";
import { strongestExamples } from "../../../src/report/pictures/strongest_examples.ts";

Deno.test("the strongest examples of a latent are found over all batches, those at 0 never", async () => {
  // The code of an example is its two values; three hundred take two batches.
  const values = new Float32Array(2 * 300);
  for (const [i, value] of [[2, 1], [120, 3], [270, 2], [299, -4]]) values[2 * i] = value;
  values[2 * 260 + 1] = 5;
  const found = await strongestExamples([1, 0], {
    autoencoder: { encode: (codes) => Promise.resolve(codes) },
    examples: { shape: [2], count: 300, values },
    most: 3,
  });
  assertEquals(found, [
    [{ example: 260, activation: 5 }],
    [
      { example: 120, activation: 3 },
      { example: 270, activation: 2 },
      { example: 2, activation: 1 },
    ],
  ]);
});
