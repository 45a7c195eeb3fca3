import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { MODEL_FILES } from "../../../src/core/exported_model.ts";
import { decodeCodeSpace } from "../../../src/generation/mod.ts";
import { damage } from "../../onnx/mutations.ts";
import { damagedJson, withHeader } from "./json_mutations.ts";
import { engines, runsOf } from "./engines.ts";
import { type Files, folders } from "./folders.ts";
import { inOneSentence, useFolder } from "./use_folder.ts";

const kept = folders.slice(0, 3);
const text = (value: string) => new TextEncoder().encode(value);

/** A kept folder with one of its texts damaged. */
function changed(path: string): fc.Arbitrary<Files> {
  const bytes = fc.constantFrom(...kept).chain((files) =>
    fc.oneof(
      damage.map((mutate) => mutate(files[path])),
      damagedJson(new TextDecoder().decode(files[path])).map(text),
    ).map((bytes) => ({ ...files, [path]: bytes }))
  );
  return bytes;
}

/** Fails where something was written to what all objects share. */
function expectCleanPrototypes(): void {
  for (const { prototype } of [Object, Array]) {
    const added = Object.keys(prototype);
    assertEquals(added, []);
  }
}

for (const path of [MODEL_FILES.preprocessor, MODEL_FILES.generation]) {
  Deno.test(`a damaged ${path} is refused in one sentence, or the model runs`, async () => {
    await fc.assert(
      fc.asyncProperty(changed(path), async (files) => {
        await useFolder(engines.lite, files);
        expectCleanPrototypes();
      }),
      { seed: 31, numRuns: runsOf(100), endOnFailure: true },
    );
  });
}

const { codeSpace } = MODEL_FILES;
const spaces = fc.constantFrom(...kept).chain((files) =>
  fc.oneof(
    damage.map((mutate) => mutate(files[codeSpace])),
    withHeader(files[codeSpace]),
  )
);

Deno.test(`a damaged ${codeSpace} is refused in one sentence, or holds no more than the file`, async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(spaces, async (bytes) => {
      const space = await inOneSentence(() => decodeCodeSpace(bytes, "some.safetensors"));
      expectCleanPrototypes();
      if ("refusal" in space) return;
      read++;
      // Mixtures are widened to 64 bits, texts of names stand as they are.
      const { spread, mixture, points, examples } = space;
      const held = [
        spread?.mean,
        spread?.directions.values,
        spread?.deviations,
        points?.codes.values,
        examples?.inputs.values,
        mixture?.means,
        mixture?.cholesky,
      ].reduce((sum, values) => sum + (values?.byteLength ?? 0), 0);
      assert(held <= 2 * bytes.length, `${held} bytes came of ${bytes.length}`);
      assertEquals(Object.getPrototypeOf(space), Object.prototype);
    }),
    { seed: 37, numRuns: runsOf(400), endOnFailure: true },
  );
  assert(read > 0, "none was read");
});
