import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readData } from "../../../src/io/read/read_data.ts";
import { withFiles } from "../../with_files.ts";

const text = (content: string) => new TextEncoder().encode(content);
/** A record of CIFAR-100 with this coarse and fine label. */
const record = (coarse: number, fine: number) => {
  const bytes = new Uint8Array(3074);
  bytes.set([coarse, fine]);
  return bytes;
};

Deno.test("CIFAR-100 is read with its fine labels and their names, and it is said", async () => {
  const names = Array.from({ length: 100 }, (_, i) => `class ${i}`);
  await withFiles({
    "train.bin": record(3, 42),
    "test.bin": record(19, 99),
    "fine_label_names.txt": text(names.join("\n") + "\n"),
  }, async (root) => {
    const { train, test, classes, remarks } = await readData(root, { seed: 1 });
    assertEquals([train.labels, test?.labels], [Int32Array.of(42), Int32Array.of(99)]);
    assertEquals(classes, names);
    const said = "is of CIFAR-100: its fine labels are read, its coarse ones left out";
    assertEquals(remarks, [`${root} ${said}`]);
    const path = join(root, "train.bin");
    const single = await readData(path, { seed: 1 });
    assertEquals([single.train.count, single.test, single.classes], [1, undefined, names]);
    assertEquals(single.remarks, [`${path} ${said}`]);
  });
  await withFiles({ "train.bin": record(3, 42) }, async (root) => {
    assertEquals((await readData(root, { seed: 1 })).classes, undefined);
  });
});

Deno.test("a folder of CIFAR-10 and CIFAR-100 is refused", async () => {
  await withFiles({ "a.bin": new Uint8Array(3073), "b.bin": record(1, 2) }, async (root) => {
    await assertRejects(
      () => readData(root, { seed: 1 }),
      TypeError,
      `Cannot train on ${root}: ${join(root, "a.bin")} is of CIFAR-10, ${
        join(root, "b.bin")
      } of CIFAR-100, keep one of them there`,
    );
  });
});
