import { assertEquals, assertThrows } from "@std/assert";
import { floatExamples } from "../../../src/data/examples/float_examples.ts";
import { indexLabels } from "../../../src/data/examples/index_labels.ts";
import { indexParts } from "../../../src/data/examples/index_parts.ts";
import { withLabels } from "../../../src/data/examples/with_labels.ts";

const two = { shape: [1], count: 2, values: Uint8Array.of(1, 2) };

Deno.test("withLabels() refuses a count or a class that does not match", () => {
  assertEquals(withLabels(two, Int32Array.of(0, 9), { name: "y" }).labels, Int32Array.of(0, 9));
  assertThrows(
    () => withLabels(two, Int32Array.of(0), { name: "y" }),
    RangeError,
    "Cannot label 2 examples with the 1 labels of y: expected one for each",
  );
  assertThrows(
    () => withLabels(two, Int32Array.of(0, 10), { name: "y", classCount: 10 }),
    RangeError,
    "Cannot use label 10 of example 1 in y: expected 0 to 9",
  );
  assertThrows(() => withLabels(two, Int32Array.of(-1, 0), { name: "y" }), RangeError, "label -1");
});

Deno.test("indexLabels() takes whole numbers as they are and sorts names", () => {
  assertEquals(indexLabels(["7", "0"]), { labels: Int32Array.of(7, 0) });
  assertEquals(indexLabels(["7", "b", "a", "b"]), {
    labels: Int32Array.of(0, 2, 1, 2),
    classes: ["7", "a", "b"],
  });
  assertEquals(indexLabels(["-1", "1"]).classes, ["-1", "1"]);
  assertEquals(indexLabels(["99999"]).classes, ["99999"]);
  assertEquals(indexLabels(["10", "-2", "9", "-10", "-2"]), {
    labels: Int32Array.of(3, 1, 2, 0, 1),
    classes: ["-10", "-2", "9", "10"],
  });
  assertEquals(indexLabels(["10.5", "2", "1e1"]).classes, ["2", "1e1", "10.5"]);
  assertEquals(indexLabels(["10", "9", "b"]).classes, ["10", "9", "b"]);
});

Deno.test("indexParts() gives parts one list of classes, and says where numbers are names", () => {
  const y = { name: "y", labels: Int32Array.of(1, -1) };
  assertEquals(indexParts([y, undefined, { name: "ty", labels: Int32Array.of(-1) }]), {
    parts: [
      { name: "y", labels: Int32Array.of(1, 0) },
      undefined,
      { name: "ty", labels: Int32Array.of(0) },
    ],
    classes: ["-1", "1"],
    remarks: [
      "y holds labels that are not within 0 to 65535: each number is read as the name of a class " +
      "(-1, 1)",
    ],
  });
  const many = Int32Array.from({ length: 20 }, (_, i) => i - 1);
  assertEquals(indexParts([{ name: "y", labels: many }]).remarks[0].endsWith("9, 10, …)"), true);
  const plain = { name: "y", labels: Int32Array.of(7, 0) };
  assertEquals(indexParts([plain]), { parts: [plain], remarks: [] });
  const mixed = indexParts([plain, { name: "ty", labels: ["a"] }]);
  assertEquals([mixed.classes, mixed.remarks], [["0", "7", "a"], []]);
});

Deno.test("floatExamples() refuses no rows, no columns and numbers that are not finite", () => {
  const at = { shape: [2], name: "x.npy" };
  assertEquals(floatExamples(Float32Array.of(1, 2), at).count, 1);
  assertThrows(() => floatExamples(new Float32Array(), at), RangeError, "it holds no rows");
  assertThrows(
    () => floatExamples(new Float32Array(), { ...at, shape: [0] }),
    RangeError,
    "which holds no values",
  );
  assertThrows(() => floatExamples(Float32Array.of(1, 2, 3), at), RangeError, "not whole rows");
  for (const bad of [NaN, Infinity, -Infinity, 1e39]) {
    assertThrows(
      () => floatExamples(Float32Array.of(1, 2, 3, bad), at),
      RangeError,
      "Cannot use x.npy: value 2 of row 2 is",
    );
  }
});
