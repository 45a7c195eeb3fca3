import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { gzipSync } from "fflate";
import { readData } from "../../../src/io/read/read_data.ts";
import { withFiles } from "../../with_files.ts";

const images = (...values: number[]) =>
  Uint8Array.of(0, 0, 8, 3, 0, 0, 0, values.length, 0, 0, 0, 1, 0, 0, 0, 1, ...values);
const labels = (...values: number[]) =>
  Uint8Array.of(0, 0, 8, 1, 0, 0, 0, values.length, ...values);
const letters = {
  "emnist-letters-train-images-idx3-ubyte.gz": gzipSync(images(10, 20)),
  "emnist-letters-train-labels-idx1-ubyte.gz": gzipSync(labels(1, 26)),
  "emnist-letters-test-images-idx3-ubyte.gz": gzipSync(images(30)),
  "emnist-letters-test-labels-idx1-ubyte.gz": gzipSync(labels(2)),
};
const digits = {
  "emnist-digits-train-images-idx3-ubyte": images(40),
  "emnist-digits-test-images-idx3-ubyte": images(50),
};
const transposed = (path: string) =>
  `${path} holds its images transposed, as EMNIST does: they are read as they are`;

Deno.test("the files of EMNIST are read by their names, and said to be transposed", async () => {
  await withFiles(letters, async (root) => {
    const { train, test, classes, remarks } = await readData(root, { seed: 1 });
    assertEquals(classes, undefined);
    assertEquals([train.values, train.labels], [Uint8Array.of(10, 20), Int32Array.of(1, 26)]);
    assertEquals([test?.values, test?.labels], [Uint8Array.of(30), Int32Array.of(2)]);
    assertEquals(remarks, [transposed(join(root, "emnist-letters-train-images-idx3-ubyte.gz"))]);
  });
});

Deno.test("the mapping of EMNIST beside the labels names their classes", async () => {
  const text = (text: string) => new TextEncoder().encode(text);
  const lines = Array.from({ length: 26 }, (_, i) => `${i + 1} ${65 + i} ${97 + i}\r\n`).join("");
  const name = "emnist-letters-mapping.txt";
  await withFiles({ ...letters, ...digits, [name]: text(lines) }, async (root) => {
    const path = join(root, "emnist-letters-train-images-idx3-ubyte.gz");
    const { train, test, classes, remarks } = await readData(path, { seed: 1 });
    assertEquals([train.labels, test?.labels], [Int32Array.of(1, 26), Int32Array.of(2)]);
    assertEquals([classes?.length, classes?.[1], classes?.[26]], [27, "Aa", "Zz"]);
    assertEquals(remarks?.[0], `${join(root, name)} beside the labels names their classes`);
    // No labels, no classes.
    const digit = join(root, "emnist-digits-test-images-idx3-ubyte");
    assertEquals((await readData(digit, { seed: 1 })).classes, undefined);
    await Deno.writeFile(join(root, name), text("1 65 97\n2 66 98\n"));
    await assertRejects(
      () => readData(path, { seed: 1 }),
      RangeError,
      "Cannot use label 26 of example 1 in ",
    );
  });
});

Deno.test("labels of IDX files below 0 are the names of classes, by their values", async () => {
  const signed = (...values: number[]) => labels(...values.map((value) => value & 255)).with(2, 9);
  await withFiles({
    "train-images-idx3-ubyte": images(1, 2, 3),
    "train-labels-idx1-ubyte": signed(1, -10, -2),
    "t10k-images-idx3-ubyte": images(4),
    "t10k-labels-idx1-ubyte": signed(-2),
  }, async (root) => {
    const { train, test, classes, remarks } = await readData(root, { seed: 1 });
    assertEquals(classes, ["-10", "-2", "1"]);
    assertEquals([train.labels, test?.labels], [Int32Array.of(2, 0, 1), Int32Array.of(1)]);
    assertEquals(remarks, [
      `${
        join(root, "train-labels-idx1-ubyte")
      } holds labels that are not within 0 to 65535: each ` +
      "number is read as the name of a class (-10, -2, 1)",
    ]);
  });
});

Deno.test("several sets of IDX files in one folder are refused by their names, a file chooses one", async () => {
  await withFiles({ ...letters, ...digits }, async (root) => {
    const first = join(root, "emnist-digits-train-images-idx3-ubyte");
    await assertRejects(
      () => readData(root, { seed: 1 }),
      TypeError,
      `Cannot choose between the sets of IDX files in ${root}: it holds emnist-digits, ` +
        `emnist-letters; name the images to train on, such as ${first}`,
    );
    const { name, train, test, remarks } = await readData(first, { seed: 1 });
    assertEquals(name, "emnist-digits-train-images-idx3-ubyte");
    assertEquals([train.values, test?.values], [Uint8Array.of(40), Uint8Array.of(50)]);
    assertEquals(remarks, [
      `${
        join(root, "emnist-digits-test-images-idx3-ubyte")
      } beside it is read as its test examples`,
      transposed(first),
    ]);
  });
});

Deno.test("one IDX file is read alone, with the labels of its name beside it", async () => {
  await withFiles({
    "t10k-images.idx3-ubyte": images(1, 2),
    "t10k-labels-idx1-ubyte.gz": gzipSync(labels(7, 8)),
    "train-images-idx3-ubyte": images(3),
    "digits.idx": images(4),
    "digits.gz": gzipSync(images(5)),
  }, async (root) => {
    const read = (file: string) => readData(join(root, file), { seed: 1 });
    assertEquals(await read("t10k-images.idx3-ubyte"), {
      name: "t10k-images.idx3-ubyte",
      train: {
        shape: [1, 1, 1],
        count: 2,
        values: Uint8Array.of(1, 2),
        labels: Int32Array.of(7, 8),
      },
    });
    assertEquals((await read("digits.idx")).train.values, Uint8Array.of(4));
    assertEquals((await read("digits.gz")).train.values, Uint8Array.of(5));
    const { train, test } = await read("train-images-idx3-ubyte");
    assertEquals([train.count, train.labels, test?.labels], [1, undefined, Int32Array.of(7, 8)]);
  });
});

Deno.test("an IDX file beside its compressed twin is read once, and folders of its name are passed over", async () => {
  await withFiles({
    "train-images-idx3-ubyte/train-images-idx3-ubyte": images(1),
    "train-images.idx3-ubyte": images(2),
    "train-images.idx3-ubyte.gz": gzipSync(images(2)),
  }, async (root) => {
    const { train, remarks } = await readData(root, { seed: 1 });
    assertEquals([train.values, remarks], [Uint8Array.of(2), undefined]);
  });
});

Deno.test("IDX files of a set that are not read are named", async () => {
  await withFiles({
    "qmnist-train-images-idx3-ubyte": images(9),
    "qmnist-train-labels-idx2-int.gz": new Uint8Array(3),
  }, async (root) => {
    assertEquals((await readData(root, { seed: 1 })).remarks, [
      `${root}: qmnist-train-labels-idx2-int.gz is left out`,
    ]);
  });
});

Deno.test("IDX images of integers and of four axes are read as arrays of them are", async () => {
  const integers = Uint8Array.of(0, 0, 12, 3, ...[1, 1, 2, 0, 200].flatMap((v) => [0, 0, 0, v]));
  const axes = Uint8Array.of(0, 0, 8, 4, ...[1, 3, 5, 5].flatMap((v) => [0, 0, 0, v]));
  await withFiles({
    "a-images-idx3-int": integers,
    "b-images-idx4-ubyte": Uint8Array.of(...axes, ...new Uint8Array(75)),
  }, async (root) => {
    const { train, remarks } = await readData(join(root, "a-images-idx3-int"), { seed: 1 });
    assertEquals(train.values, Uint8Array.of(0, 200));
    assertEquals(remarks?.[0].includes("are read as pixels, value / 255"), true);
    const path = join(root, "b-images-idx4-ubyte");
    assertEquals((await readData(path, { seed: 1 })).train.shape, [5, 5, 3]);
    const asked = await readData(path, { seed: 1, layout: "channels-last" });
    assertEquals(asked.train.shape, [3, 5, 5]);
  });
});
