import type { Planes } from "./resample.ts";

/**
 * True where the edges of a grey image with opacity, [H, W, 2], or its ink where they are clear,
 * ask for its negative on this ground.
 */
export function needsNegative({ height, width, values }: Planes, ground: number): boolean {
  const edge = [0, 0], whole = [0, 0];
  let count = 0;
  for (let i = 0; i < height * width; i++) {
    const x = i % width, y = Math.floor(i / width);
    const atEdge = x === 0 || y === 0 || x === width - 1 || y === height - 1;
    if (atEdge) count++;
    for (let plane = 0; plane < 2; plane++) {
      whole[plane] += values[2 * i + plane];
      if (atEdge) edge[plane] += values[2 * i + plane];
    }
  }
  const far = ([sum, alpha]: number[]) => Math.abs(sum / alpha - ground) > 0.5;
  return edge[1] > count / 2 ? far(edge) : whole[1] > 0 && !far(whole);
}
