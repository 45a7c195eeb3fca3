import { assert, assertEquals } from "@std/assert";
import * as ort from "onnxruntime-node";
import type { NdArray } from "../../src/core/nd_array.ts";
import type { OrtRuntime } from "../../src/inference/mod.ts";
import { assertClose } from "../export/graphs.ts";
import { lite } from "./lite.ts";

/** All that comes out of a file, in order, or the sentence that refuses it. */
type Made = readonly NdArray[] | string;

async function runIn({ InferenceSession, Tensor }: OrtRuntime, model: Uint8Array, x: NdArray) {
  let session;
  try {
    // What onnxruntime says of bad files beside its errors would fill the screen.
    session = await InferenceSession.create(model, { logSeverityLevel: 4, intraOpNumThreads: 1 });
    const outputs = await session.run({ x: new Tensor("float32", x.values, x.shape) });
    const made = Object.values(outputs).map(async (each) => {
      const data = await each.getData() as Float32Array | BigInt64Array;
      return { shape: each.dims, values: Float32Array.from(data, Number) };
    });
    return await Promise.all(made);
  } catch (error) {
    return (error as Error).message;
  } finally {
    await session?.release();
  }
}

/**
 * Runs a file whose one input is "x" in the lite engine and in onnxruntime-node, and asserts that both
 * refuse it or that both give the same within 1e-5; gives what the lite engine made.
 */
export async function besideOrt(model: Uint8Array, x: NdArray): Promise<Made> {
  const [expected, made] = [await runIn(ort, model, x), await runIn(lite, model, x)];
  if (typeof made === "string" || typeof expected === "string") {
    assert(typeof made === typeof expected, `here ${made}, in onnxruntime-node ${expected}`);
    assert(typeof made !== "string" || made.startsWith("Cannot "));
    return made;
  }
  assertEquals(made.length, expected.length);
  made.forEach((each, i) => assertClose(each, expected[i]));
  return made;
}
