import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readPreprocessor } from "../../src/runs/preprocessor_file.ts";
import { inFolder } from "../in_folder.ts";

const vector = { kind: "vector", inputShape: [2], bytesScale: 1 / 255 };

Deno.test("a run's preprocessor says its columns and the numbers that it was trained on", () =>
  inFolder(async (directory) => {
    const config = { ...vector, numbers: "floats", columns: ["age", "income"] };
    const path = join(directory, "preprocessor_config.json");
    await Deno.writeTextFile(path, JSON.stringify({ ...config, more: 1 }));
    assertEquals(
      await readPreprocessor(directory),
      config as typeof config & { kind: "vector"; numbers: "floats" },
    );
  }));

const refused: [fields: Record<string, unknown>, sentence: string][] = [
  [{ columns: ["age"] }, "columns: it is for 1 values, expected 2"],
  [{ columns: "age" }, "columns: invalid input: expected array, received string"],
  [{ fill: [1, 2, 3] }, "fill: it is for 3 values, expected 2"],
  [{ numbers: "words" }, 'numbers: invalid option: expected one of "bytes"|"floats"'],
];

for (const [fields, sentence] of refused) {
  Deno.test(`a preprocessor with ${JSON.stringify(fields)} is refused: ${sentence}`, () =>
    inFolder(async (directory) => {
      const path = join(directory, "preprocessor_config.json");
      await Deno.writeTextFile(path, JSON.stringify({ ...vector, ...fields }));
      await assertRejects(
        () => readPreprocessor(directory),
        TypeError,
        `Cannot use ${path}: ${sentence}`,
      );
    }));
}

Deno.test("a run without a preprocessor is refused in one sentence", () =>
  inFolder(async (directory) => {
    await assertRejects(
      () => readPreprocessor(directory),
      Error,
      `Cannot use ${directory}: it has no preprocessor_config.json; train it again`,
    );
  }));
