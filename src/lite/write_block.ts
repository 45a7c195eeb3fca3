import type { LiteEngine } from "./lite_engine.ts";
import { type BlockAt, blocks } from "./lite_kernels.ts";

type Name = keyof typeof blocks;

/** The 4-byte elements that a block of sizes takes, in whole vectors. */
export function blockElements(name: Name): number {
  return Math.ceil(blocks[name].length / 4) * 4;
}

/** Writes a block of sizes to a byte of the memory, where kernels read it. */
export function writeBlock<Each extends Name>(
  { engine, name, at }: { engine: LiteEngine; name: Each; at: number },
  sizes: Readonly<Record<(typeof blocks)[Each][number], number>>,
): BlockAt<Each> {
  const fields: readonly (typeof blocks)[Each][number][] = blocks[name];
  engine.integers(at, fields.length).set(fields.map((field) => sizes[field]));
  return at as BlockAt<Each>;
}
