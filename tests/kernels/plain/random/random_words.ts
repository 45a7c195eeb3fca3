import { philox } from "../../../../src/core/rng.ts";

/** A part of a stream: what a key gives from a counter on. */
export interface StreamPart {
  readonly key: readonly [number, number];
  /** The counter of the first four words, an integer from 0. */
  readonly first: number;
  readonly count: number;
}

/** The plain twin of `asm/random/philox.ts`: four words of 32 bits from every counter, in their order. */
export function randomWords({ key, first, count }: StreamPart): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(count / 4) * 4);
  for (let i = 0; i < words.length; i += 4) {
    const counter = first + i / 4;
    const halves = [counter >>> 0, Math.floor(counter / 2 ** 32), 0, 0];
    philox(words.subarray(i, i + 4), halves, key[0], key[1]);
  }
  return words;
}
