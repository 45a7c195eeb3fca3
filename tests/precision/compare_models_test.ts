import { assertAlmostEquals, assertEquals } from "@std/assert";
import type { NdArray } from "../../src/core/nd_array.ts";
import type { LoadedAutoencoder } from "../../src/inference/mod.ts";
import { compareModels } from "../../src/precision/mod.ts";

/** A model that makes codes and reconstructions by these functions of each value. */
function model(code: (x: number) => number, output: (x: number) => number): LoadedAutoencoder {
  const made = (f: (x: number) => number) => ({ shape, values }: NdArray) =>
    Promise.resolve({ shape, values: values.map(f) });
  return { encode: made(code), reconstruct: made(output) } as LoadedAutoencoder;
}

const batch = { shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) };

Deno.test("the difference of two models is a share of what the first one makes", async () => {
  const exact = model((x) => x - 2.5, (x) => 2 * x), near = model((x) => x - 3.5, (x) => 2.5 * x);
  const { examples, code, reconstruction, growth, bits } = await compareModels([batch, batch], {
    model: exact,
    smaller: near,
  });
  assertEquals(examples, 4);
  assertAlmostEquals(code, 4 / (2.25 + 0.25 + 0.25 + 2.25));
  assertAlmostEquals(reconstruction, 0.25 / 4);
  // (1.5 x)² beside x².
  assertAlmostEquals(growth, 1.25);
  assertEquals(bits, 0.75);
});

Deno.test("models that are the same differ by nothing, whatever they make", async () => {
  const nothing = model(() => 0, (x) => x);
  const same = { examples: 2, code: 0, reconstruction: 0, growth: 0, bits: 1 };
  assertEquals(await compareModels([batch], { model: nothing, smaller: nothing }), same);
  const worse = await compareModels([batch], { model: nothing, smaller: model((x) => x, () => 0) });
  assertEquals([worse.code, worse.growth], [Infinity, Infinity]);
});
