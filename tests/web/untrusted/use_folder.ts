import { assertEquals } from "@std/assert";
import type { NdArray } from "../../../src/core/nd_array.ts";
import { sizeOf } from "../../../src/core/shape.ts";
import { loadDecoder, type OrtRuntime } from "../../../src/inference/mod.ts";
import type { Files } from "./folders.ts";

/** The outcome of a folder. */
export interface Outcome {
  /** The image of a code, where the decoder reads codes alone, and a reconstruction. */
  readonly decoded?: NdArray;
  readonly reconstructed?: NdArray;
  /** The sentence that was said instead. */
  readonly refusal?: string;
}

/** Loads a model as a page does, decodes a code, encodes an input and reconstructs it. */
export async function useFolder(
  { runtime, session }: { runtime: OrtRuntime; session: object },
  files: Files,
): Promise<Outcome> {
  return await inOneSentence(async () => {
    await using decoder = await loadDecoder(runtime, readFrom(files), { session });
    const { codeShape, inputShape, needs } = decoder;
    const both = await decoder.withEncoder();
    const example = (shape: readonly number[]) => ({
      shape: [1, ...shape],
      values: Float32Array.from({ length: sizeOf(shape) }, (_, i) => (i * 7 % 11) / 11),
    });
    const labels = { labels: [0] };
    const decoded = needs.length > 0 ? undefined : await decoder.decode(example(codeShape), labels);
    const code = await both.encode(example(inputShape), labels);
    const reconstructed = await both.reconstruct(example(inputShape), labels);
    expectShape(code, codeShape);
    for (const image of decoded ? [decoded, reconstructed] : [reconstructed]) {
      expectShape(image, inputShape);
    }
    return { reconstructed, ...(decoded && { decoded }) };
  });
}

/** Reads the files of a folder. */
export function readFrom(files: Files): (path: string) => Promise<Uint8Array> {
  return (path) =>
    Object.hasOwn(files, path)
      ? Promise.resolve(files[path])
      : Promise.reject(new Error(`there is no ${path}`));
}

/**
 * The result that a job gives, or the one sentence in which it refuses; anything else that it
 * throws is thrown.
 */
export async function inOneSentence<T extends object>(
  job: () => T | Promise<T>,
): Promise<T | { refusal: string }> {
  try {
    return await job();
  } catch (error) {
    // Assertions and traps of WebAssembly are no refusals.
    if (!(error instanceof Error)) throw error;
    const { message } = error;
    if (!/^Cannot [^\p{Cc}]+$/u.test(message) || message.length > 800) throw error;
    if (/call stack|Abort|unreachable|out of bounds|memory access/i.test(message)) throw error;
    return { refusal: message };
  }
}

function expectShape({ shape, values }: NdArray, expected: readonly number[]): void {
  assertEquals(shape, [1, ...expected]);
  assertEquals(values.length, sizeOf(shape));
}
