import { assert } from "@std/assert";
import fc from "fast-check";
import { toOnnx } from "../../src/export/mod.ts";
import { openLite } from "../../src/lite/mod.ts";
import { smallModels, withParams } from "../training/small_models.ts";
import { kernels, lite } from "./lite.ts";

const models = [
  "strided convolutions and their tied mirrors",
  "switches of windows that overlap",
  "vectors cut in two and quantised by gradients",
];

/** Opens a file and runs it on as many examples as it likes; throws what the engine throws. */
async function openAndRun(bytes: Uint8Array): Promise<void> {
  const session = await openLite(bytes, { wasm: kernels });
  const feeds = session.inputMetadata.map(({ name, shape }) => {
    const dims = shape.map((size) => typeof size === "number" ? size : 1);
    const values = new Float32Array(dims.reduce((a, b) => a * b, 1)).fill(0.5);
    return [name, new lite.Tensor("float32", values, dims)];
  });
  await session.run(Object.fromEntries(feeds));
}

for (const name of models) {
  Deno.test(`a damaged file is refused in one sentence or runs: ${name}`, async () => {
    const { plan, params } = withParams(smallModels[name]);
    const { model } = toOnnx(plan, params);
    const damage = fc.array(fc.tuple(fc.nat(model.length - 1), fc.nat(255)), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = model.slice();
        for (const [at, byte] of places) bytes[at] = byte;
        try {
          await openAndRun(bytes);
        } catch (error) {
          // A trap of WebAssembly would be a RuntimeError.
          const isRefusal = error instanceof TypeError || error instanceof RangeError ||
            error instanceof SyntaxError;
          if (!isRefusal) throw error;
          assert(error.message.startsWith("Cannot "), error.message);
          assert(!error.message.includes("\n"));
        }
      }),
      { numRuns: 3000, seed: 5 },
    );
  });
}
