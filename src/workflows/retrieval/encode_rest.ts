import type { UnfinishedCodes } from "../../collections/unfinished_codes.ts";
import { exampleBatch, type Examples } from "../../data/mod.ts";
import type { LoadedEncoder } from "../../inference/mod.ts";

/**
 * Encodes the examples that are not encoded yet, a batch at a time, until a signal ends it between two; to
 * the number of those that are. Throws an Error, one sentence, for a code that holds what is no number.
 */
export async function encodeRest(
  examples: Examples,
  { encoder, unfinished, batch, signal, directory }: {
    encoder: Pick<LoadedEncoder, "encode" | "codeSize">;
    unfinished: UnfinishedCodes;
    /** The examples that are encoded at once. */
    batch: number;
    signal: AbortSignal | undefined;
    /** The run, for errors. */
    directory: string;
  },
): Promise<number> {
  const { count } = examples;
  let { done } = unfinished;
  while (done < count && !signal?.aborted) {
    const size = Math.min(batch, count - done), first = done;
    const rows = Uint32Array.from({ length: size }, (_, i) => first + i);
    const { values } = await encoder.encode(exampleBatch(examples, rows));
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      const number = done + Math.floor(bad / encoder.codeSize) + 1;
      throw new Error(
        `Cannot index with ${directory}: its code of example ${number} holds ${values[bad]}`,
      );
    }
    await unfinished.append(values);
    done += size;
  }
  return done;
}
