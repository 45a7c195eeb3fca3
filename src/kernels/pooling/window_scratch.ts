import { routines, scratchPointer } from "../heap/heap.ts";
import type { BlockAt, WindowSizes } from "../heap/routines.ts";
import { blockBytes, writeBlock } from "../heap/write_block.ts";

/** Scratch memory of pooling, which holds until the next call for any. */
export interface WindowScratch {
  readonly windows: BlockAt<"WindowSizes">;
  /** The bytes that were asked for. */
  readonly rest: number;
}

/** Writes the windows of pooling to scratch memory, with so many more bytes behind them. */
export function windowScratch(sizes: WindowSizes, bytes = 0): WindowScratch {
  const own = blockBytes("WindowSizes"), at = scratchPointer(own + bytes);
  return {
    windows: writeBlock({ routines: routines(), name: "WindowSizes", at }, sizes),
    rest: at + own,
  };
}
