import { type BlockAt, blocks, type Routines } from "./routines.ts";

type Name = keyof typeof blocks;

/** Bytes that a block of sizes takes, in whole vectors. */
export function blockBytes(name: Name): number {
  return Math.ceil(blocks[name].length / 4) * 16;
}

/** Writes a block of sizes to a byte offset, where routines read it. */
export function writeBlock<Each extends Name>(
  { routines, name, at }: { routines: Routines; name: Each; at: number },
  sizes: Readonly<Record<(typeof blocks)[Each][number], number>>,
): BlockAt<Each> {
  const fields: readonly (typeof blocks)[Each][number][] = blocks[name];
  const block = new Int32Array(routines.memory.buffer, at, fields.length);
  fields.forEach((field, i) => block[i] = sizes[field]);
  return at as BlockAt<Each>;
}
