import { assertEquals } from "@std/assert";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { toOnnx } from "../../src/export/mod.ts";
import { recipeNames } from "../../src/io/read_recipe.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { recipeModel, recipeShape } from "../recipes/recipe_examples.ts";
import { type Arrays, assertClose, runGraph, runTrainer } from "../export/graphs.ts";
import "../start_backend.ts";

function assertSame(actual: Arrays, expected: Arrays): void {
  assertEquals(Object.keys(actual).sort(), Object.keys(expected).sort());
  for (const [name, array] of Object.entries(expected)) assertClose(actual[name], array);
}

for (const name of recipeNames()) {
  Deno.test(`the lite engine agrees with the trainer and onnxruntime-node within 1e-5: ${name}`, async () => {
    const shape = recipeShape(name), rng = createRng(3);
    const plan = planAutoencoder(describeAutoencoder(recipeModel(name), shape));
    const measure = () => ({ shape, values: new Float32Array(sizeOf(shape)) });
    const params = initParams(plan, { rng: createRng(1), measure });
    const files = toOnnx(plan, params, { name });
    for (const count of [1, 3]) {
      const values = new Float32Array(count * sizeOf(shape)).map(() => rng.uniform());
      const trained = runTrainer(plan, params, { shape: [count, ...shape], values });
      const { code, reconstruction, encoding, inputs, codes } = trained;
      for (const runtime of ["the lite engine", "onnxruntime-node"] as const) {
        assertSame(await runGraph(runtime, files.encoder, inputs), encoding);
        assertSame(await runGraph(runtime, files.decoder, codes), { reconstruction });
        assertSame(await runGraph(runtime, files.model, inputs), { code, reconstruction });
      }
    }
  });
}
