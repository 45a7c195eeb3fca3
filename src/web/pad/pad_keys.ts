import type { CodeRange } from "../../generation/mod.ts";

/** The step of an arrow key, as a share of the range; with Shift, and Page Up and Down. */
const STEP = 1 / 50, LARGE_STEP = 1 / 10;

/** The properties that are held of a key press. */
export interface PadKey {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** The way of each key: along the first value, along the second. */
const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
  PageDown: [0, -1],
  PageUp: [0, 1],
};

/** The code [2] that a key moves to, and along which axis; nothing for keys that move none. */
export function moveByKey(
  code: ArrayLike<number>,
  { key: { key, shiftKey }, range, home }: {
    key: PadKey;
    range: CodeRange;
    /** The goal of the key Home. */
    home: ArrayLike<number>;
  },
): { code: Float32Array<ArrayBuffer>; axis: 0 | 1 } | undefined {
  if (key === "Home") return { code: Float32Array.of(home[0], home[1]), axis: 0 };
  if (!Object.hasOwn(WAYS, key)) return undefined;
  const step = shiftKey || key.startsWith("Page") ? LARGE_STEP : STEP;
  const way = WAYS[key], axis = way[0] === 0 ? 1 : 0;
  const moved = Float32Array.of(code[0], code[1]);
  const [low, high] = range[axis];
  moved[axis] = Math.min(high, Math.max(low, code[axis] + way[axis] * step * (high - low)));
  return { code: moved, axis };
}
