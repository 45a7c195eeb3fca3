import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { join } from "@std/path";
import { zipSync } from "fflate";
import { sizeOf } from "../../../src/core/shape.ts";
import { checkTestShape, partNames } from "../../../src/io/read/check_test_shape.ts";
import { readData } from "../../../src/io/read/read_data.ts";
import { npy } from "../../data/formats/write_npy.ts";
import { withFiles } from "../../with_files.ts";

const shaped = (...shape: number[]) => ({
  shape,
  count: 1,
  values: new Float32Array(sizeOf(shape)),
});

Deno.test("test examples of another shape are refused, and both are named", () => {
  const check = (train: number[], test?: number[]) =>
    checkTestShape(
      { name: "d", train: shaped(...train), ...(test && { test: shaped(...test) }) },
      partNames("some/d"),
    );
  assertEquals(check([8, 8, 3]), undefined);
  assertEquals(check([8, 8, 3], [8, 8, 3]), undefined);
  assertThrows(
    () => check([8, 8, 3], [8, 8, 1]),
    RangeError,
    "Cannot test on the test examples of some/d: examples of 8 × 8 do not fit those of 8 × 8 × 3 in " +
      "the training examples of some/d; bring both to one size, or leave the test examples out",
  );
  assertThrows(
    () => check([12], [3, 4]),
    RangeError,
    "examples of 3 × 4 do not fit those of 12 val",
  );
});

Deno.test("readData() refuses IDX test images of another size, and names both files", async () => {
  const image = (side: number) =>
    Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, side, 0, 0, 0, side, ...new Array(side * side));
  await withFiles({
    "train-images-idx3-ubyte": image(8),
    "t10k-images-idx3-ubyte": image(9),
  }, async (root) => {
    await assertRejects(
      () => readData(root, { seed: 1 }),
      RangeError,
      `Cannot test on ${
        join(root, "t10k-images-idx3-ubyte")
      }: examples of 9 × 9 do not fit those ` +
        `of 8 × 8 in ${join(root, "train-images-idx3-ubyte")};`,
    );
  });
});

Deno.test("readData() refuses test rows of another width in an .npz file, and names both arrays", async () => {
  const rows = (width: number) => npy("<f4", [1, width], new Array<number>(width).fill(0));
  const file = zipSync({ "x_train.npy": rows(3), "x_test.npy": rows(2) });
  await withFiles({ "a.npz": file }, async (root) => {
    const path = join(root, "a.npz");
    await assertRejects(
      () => readData(path, { seed: 1 }),
      RangeError,
      `Cannot test on ${path}/x_test.npy: examples of 2 values do not fit those of 3 values in ${path}/x_train.npy;`,
    );
  });
});
