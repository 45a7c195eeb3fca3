import { formatPair, type Pair, pairOf, sizeSpec } from "./pair.ts";
import { paddingSpec, type Windows } from "./windows.ts";

/** The options of pooling and unpooling. */
export const poolOptions = {
  /** Height and width of a window. */
  size: sizeSpec,
  /** From one window to the next; the size unless given, so that windows tile the image. */
  stride: sizeSpec.optional(),
  /** `valid` unless given. */
  padding: paddingSpec.optional(),
};

/** The windows of a pool on an image. */
export function poolWindows(
  { size, stride = size, padding = "valid" }: {
    size: number | Pair;
    stride?: number | Pair | undefined;
    padding?: Windows["padding"] | undefined;
  },
): Windows {
  return { size: pairOf(size), stride: pairOf(stride), dilation: [1, 1], padding };
}

/** The same in words. */
export function formatWindows({ size, stride, padding }: Windows): string {
  return `windows of ${formatPair(size)}, stride ${formatPair(stride)}, padding "${padding}"`;
}
