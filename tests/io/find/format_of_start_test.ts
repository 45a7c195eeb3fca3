import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { gzipSync } from "fflate";
import { readStart } from "../../../src/io/files/read_start.ts";
import { findData } from "../../../src/io/find/find_data.ts";
import { formatOfStart } from "../../../src/io/find/format_of_start.ts";
import { withFiles } from "../../with_files.ts";

const PICKLE = Uint8Array.of(0x80, 2, 0x7d, 0x2e);
const IDX = Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1);

Deno.test("formatOfStart() tells IDX files and pickles by their first bytes", () => {
  const of = (...bytes: number[]) => formatOfStart(Uint8Array.of(...bytes));
  assertEquals([of(0, 0, 8, 3), of(0, 0, 13, 1), of(0, 0, 14, 4)], ["idx", "idx", "idx"]);
  assertEquals([of(0x80, 2), of(0x80, 5)], ["pickle", "pickle"]);
  for (const bytes of [[], [0, 0, 8], [0, 0, 10, 3], [0, 0, 8, 0], [0, 0, 8, 5], [0x80, 6]]) {
    assertEquals(of(...bytes), undefined);
  }
});

Deno.test("readStart() reads the first bytes of a file, compressed or damaged", async () => {
  // Bytes that do not compress, so that more than a piece of them lies in the file.
  let state = 1;
  const noise = Uint8Array.from({ length: 50_000 }, () => state = (state * 75 + 74) % 65_537);
  const zipped = gzipSync(noise);
  await withFiles({
    short: IDX,
    long: noise,
    zipped,
    "short-zipped": gzipSync(IDX),
    damaged: Uint8Array.of(0x1f, 0x8b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12),
    empty: new Uint8Array(),
  }, async (root) => {
    const start = (name: string) => readStart(join(root, name));
    assertEquals([...await start("short")], [...IDX]);
    assertEquals([...await start("short-zipped")], [...IDX]);
    for (const name of ["long", "zipped"]) {
      assertEquals([...(await start(name)).subarray(0, 100)], [...noise.subarray(0, 100)]);
    }
    assertEquals([(await start("damaged")).length, (await start("empty")).length], [0, 0]);
  });
});

Deno.test("findData() knows an IDX file by its name or its first bytes", async () => {
  await withFiles({
    "train-images-idx3-ubyte": new Uint8Array(),
    "a.idx": IDX,
    b: IDX,
    "c.gz": gzipSync(IDX),
  }, async (root) => {
    for (const name of ["train-images-idx3-ubyte", "a.idx", "b", "c.gz"]) {
      const path = join(root, name);
      assertEquals(await findData(path), { name, format: "idx", path });
    }
  });
});

Deno.test("findData() names labels and pickles, which are no examples", async () => {
  await withFiles({
    "train-labels-idx1-ubyte": new Uint8Array(),
    "py/data_batch_1": PICKLE,
    "py/readme.html": new Uint8Array(),
    "py100/train": PICKLE,
    "texts/train": new TextEncoder().encode("words"),
  }, async (root) => {
    const refused = (path: string, why: string) =>
      assertRejects(() => findData(join(root, path)), TypeError, why);
    await refused(
      "train-labels-idx1-ubyte",
      "as data: it holds labels, give the file of its images",
    );
    await refused(
      "py/data_batch_1",
      "as data: it is a Python pickle, write its array with np.save",
    );
    await refused(
      "py",
      `Cannot read the folder ${
        join(root, "py")
      } as data: its data_batch_1 is a Python pickle, as ` +
        "of CIFAR for Python; fetch the binary version of CIFAR, whose files end in .bin",
    );
    await refused("py100", "its train is a Python pickle");
    assertEquals((await findData(join(root, "texts"))).format, "texts");
  });
});
