import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import {
  type LabelErrorsRecord,
  openLabelErrors,
  writeLabelErrors,
} from "../../../src/evaluation/record/label_errors.ts";

const of = {
  version: "1",
  weights: "a",
  data: "b",
  train: 3,
  test: 2,
  recipe: { validation: 0.2 },
};

Deno.test("errors of labels are read as they were written, and are none of other things", async () => {
  const path = join(await Deno.makeTempDir(), "folder", "errors.json");
  assertEquals(await openLabelErrors(path, of), { of, errors: [] });
  const record: LabelErrorsRecord = {
    of,
    errors: [{ labels: 20, way: "frozen", seed: 0, error: 0.25 }],
  };
  await writeLabelErrors(path, record);
  assertEquals(await openLabelErrors(path, of), record);
  const others = [
    [{ version: "2" }, "another version of the toolkit"],
    [{ weights: "c" }, "another run"],
    [{ test: 3 }, "other data"],
    [{ recipe: { validation: 0 } }, "classifiers that were trained otherwise"],
  ] as const;
  for (const [change, words] of others) {
    await assertRejects(
      () => openLabelErrors(path, { ...of, ...change }),
      RangeError,
      `its errors are of ${words}; name another file, or remove this one`,
    );
  }
  await Deno.writeTextFile(path, '{"of": 1}');
  await assertRejects(() => openLabelErrors(path, of), TypeError, "Cannot use");
  await Deno.remove(join(path, "..", ".."), { recursive: true });
});
