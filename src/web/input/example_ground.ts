import type { NdArray } from "../../core/nd_array.ts";
import { imageSize } from "./image_size.ts";

/** The surroundings of what examples show. */
export interface ExampleGround {
  /** 0 where most of their values are dark, 1 where most are light; absent where neither holds. */
  readonly ground?: 0 | 1;
  /** True where they keep clear of their edges, as digits do that were centred. */
  readonly centred: boolean;
}

/** Reads from examples [M, …inputShape] in [0, 1] how a drawing has to look to be like them. */
export function exampleGround({ shape, values }: NdArray): ExampleGround {
  const share = (holds: (value: number) => boolean) => values.filter(holds).length / values.length;
  const ground = share((value) => value < 0.1) > 0.5
    ? 0
    : share((value) => value > 0.9) > 0.5
    ? 1
    : undefined;
  const { height, width, channels } = imageSize(shape.slice(1));
  if (ground === undefined) return { centred: false };
  if (height !== width || channels > 1) return { ground, centred: false };
  const frame = Math.floor(width / 14);
  let ink = 0, inFrame = 0;
  values.forEach((value, i) => {
    const x = i % width, y = Math.floor(i / width) % height;
    const amount = Math.abs(value - ground);
    ink += amount;
    if (Math.min(x, y, width - 1 - x, height - 1 - y) < frame) inFrame += amount;
  });
  return { ground, centred: frame > 0 && inFrame < ink / 100 };
}
