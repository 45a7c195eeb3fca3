import * as ort from "onnxruntime-web/wasm";
import { createRng } from "../../src/core/rng.ts";
import { sizeOf } from "../../src/core/shape.ts";
import { toOnnx } from "../../src/export/mod.ts";
import type { OrtRuntime, OrtSession } from "../../src/inference/mod.ts";
import { readRecipe, recipeNames } from "../../src/io/read_recipe.ts";
import { createLiteRuntime } from "../../src/lite/mod.ts";
import { initParams, planAutoencoder } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { type Comparison, median } from "./compare.ts";

/** Sessions that are opened for their first run, and timed runs of one that is warm. */
const SESSIONS = 7, ROUNDS = 101;
/** Milliseconds of warm-up: the optimizing tier compiles in the background meanwhile. */
const WARM_UP = 300;

/**
 * Decoding one code of each recipe for images, untrained: the lite engine beside onnxruntime-web on
 * one thread, first after opening and then warm.
 */
export async function* liteBench(): AsyncIterable<Comparison> {
  ort.env.wasm.numThreads = 1;
  const kernels = await Deno.readFile(
    new URL("../../build/kernels/lite.wasm", import.meta.url),
  );
  const runtimes: readonly OrtRuntime[] = [createLiteRuntime({ kernels }), ort];
  for (const name of recipeNames()) {
    const model = decoderOf(name);
    const firsts: number[][] = [[], []], warm: number[][] = [[], []];
    for (let i = 0; i < SESSIONS; i++) {
      for (const [at, runtime] of runtimes.entries()) {
        const session = await runtime.InferenceSession.create(model);
        firsts[at].push(await timed(session, runtime));
        await session.release();
      }
    }
    const sessions = await Promise.all(
      runtimes.map((runtime) => runtime.InferenceSession.create(model)),
    );
    const start = performance.now();
    for (let i = 0; i < ROUNDS || performance.now() - start < WARM_UP; i++) {
      for (const [at, session] of sessions.entries()) await timed(session, runtimes[at]);
    }
    for (let i = 0; i < ROUNDS; i++) {
      for (const [at, session] of sessions.entries()) {
        warm[at].push(await timed(session, runtimes[at]));
      }
    }
    await Promise.all(sessions.map((session) => session.release()));
    yield comparison(name, { size: "first", times: firsts });
    yield comparison(name, { size: "warm", times: warm });
  }
}

function decoderOf(name: string): Uint8Array {
  const shape = name.startsWith("cifar") ? [32, 32, 3] : [28, 28, 1];
  const plan = planAutoencoder(describeAutoencoder(readRecipe(name).model, shape));
  const measure = () => ({ shape, values: new Float32Array(sizeOf(shape)) });
  return toOnnx(plan, initParams(plan, { rng: createRng(1), measure }), { name }).decoder;
}

/** The milliseconds of one run on one example. */
async function timed(session: OrtSession, { Tensor }: OrtRuntime): Promise<number> {
  const feeds = session.inputMetadata.map(({ name, shape }) => {
    const dims = (shape ?? []).map((size) => typeof size === "number" ? size : 1);
    return [name, new Tensor("float32", new Float32Array(sizeOf(dims)).fill(0.5), dims)] as const;
  });
  const before = performance.now();
  await session.run(Object.fromEntries(feeds));
  return performance.now() - before;
}

function comparison(
  name: string,
  { size, times }: { size: string; times: readonly (readonly number[])[] },
): Comparison {
  const [oursMilliseconds, stockMilliseconds] = times.map(median);
  return {
    name: `decode one code, ${name}`,
    size,
    oursMilliseconds,
    stockMilliseconds,
    ratio: stockMilliseconds / oursMilliseconds,
  };
}
