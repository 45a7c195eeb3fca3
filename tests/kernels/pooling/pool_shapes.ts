import {
  type PoolOptions,
  type PoolShape,
  poolShape,
} from "../../../src/kernels/pooling/pool_shape.ts";

/** Windows that lie side by side. */
export const squares: PoolOptions = { size: [2, 2], stride: [2, 2], padding: "valid" };
/** Windows that overlap, and stand out of the image. */
export const overlapping: PoolOptions = { size: [3, 3], stride: [2, 2], padding: "same" };

type Images = readonly [number, number, number];

/** Windows of every kind on images [batch, height, width] that they cover, overlap and stand out of. */
const cuts: readonly (PoolOptions & { readonly images: readonly Images[] })[] = [
  {
    size: [2, 2],
    stride: [2, 2],
    padding: "valid",
    images: [[2, 4, 10], [1, 5, 7], [0, 2, 2], [1, 2, 2]],
  },
  { size: [2, 2], stride: [2, 2], padding: "same", images: [[2, 5, 9], [1, 1, 1]] },
  { size: [2, 2], stride: [1, 1], padding: "same", images: [[1, 4, 6]] },
  { size: [2, 2], stride: [3, 3], padding: "valid", images: [[2, 6, 9]] },
  { size: [3, 3], stride: [2, 2], padding: "valid", images: [[2, 7, 8]] },
  { size: [3, 3], stride: [2, 2], padding: "same", images: [[2, 7, 8], [1, 2, 2]] },
  { size: [3, 3], stride: [1, 1], padding: "valid", images: [[2, 5, 6]] },
  { size: [3, 3], stride: [1, 1], padding: "same", images: [[2, 5, 6]] },
  { size: [2, 3], stride: [2, 1], padding: "valid", images: [[1, 5, 7]] },
  { size: [2, 3], stride: [1, 2], padding: "same", images: [[1, 5, 6]] },
  { size: [4, 1], stride: [2, 3], padding: "same", images: [[1, 7, 5]] },
  { size: [6, 5], stride: [6, 5], padding: "valid", images: [[3, 6, 5]] },
];

/** The same windows moved up and left, as explicit padding of tfjs does: not all places are in one. */
const moved: readonly (PoolOptions & { readonly images: readonly Images[] })[] = [
  { size: [2, 2], stride: [2, 2], padding: "valid", images: [[2, 4, 10]] },
  { size: [3, 3], stride: [3, 3], padding: "valid", images: [[1, 3, 3]] },
];

/** All of them with channels that fill lanes and that do not. */
export const poolShapes: readonly PoolShape[] = [
  ...shapesOf(cuts),
  ...shapesOf(moved).flatMap((shape) => [{ ...shape, top: 1, left: 1 }, { ...shape, left: 1 }]),
];

function shapesOf(each: typeof cuts): PoolShape[] {
  return each.flatMap(({ images, ...options }) =>
    images.flatMap((image) =>
      [1, 3, 4, 5, 8, 16].map((channels) =>
        poolShape("pool", { shape: [...image, channels], options })
      )
    )
  );
}
