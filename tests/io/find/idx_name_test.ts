import { assertEquals } from "@std/assert";
import { parseIdxName } from "../../../src/io/find/idx_name.ts";

Deno.test("parseIdxName() takes the names of MNIST and its successors apart", () => {
  const cases: [file: string, set: string, split: string | undefined, content: string][] = [
    ["train-images-idx3-ubyte", "", "train", "images"],
    ["t10k-labels-idx1-ubyte.gz", "", "test", "labels"],
    ["test_images.idx3-ubyte", "", "test", "images"],
    ["images.idx3-ubyte", "", undefined, "images"],
    ["Train-Images.idx3-ubyte", "", "train", "images"],
    ["emnist-letters-train-images-idx3-ubyte.gz", "emnist-letters", "train", "images"],
    ["emnist-letters-test-labels-idx1-ubyte", "emnist-letters", "test", "labels"],
    ["mine-images-idx4-ubyte", "mine", undefined, "images"],
  ];
  for (const [file, set, split, content] of cases) {
    const { isRead, ...parts } = parseIdxName(file) ?? {};
    assertEquals<unknown>(parts, { file, set, ...(split && { split }), content });
    assertEquals(isRead, true);
  }
  assertEquals(parseIdxName("qmnist-train-labels-idx2-int")?.isRead, false);
  for (const file of ["images.png", "train-images", ".train-images-idx3-ubyte.swp", "idx3-ubyte"]) {
    assertEquals(parseIdxName(file), undefined);
  }
});
