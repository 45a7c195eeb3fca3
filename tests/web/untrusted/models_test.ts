import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { alteration, damage } from "../../onnx/mutations.ts";
import { engines, runsOf } from "./engines.ts";
import { type Files, folders } from "./folders.ts";
import { randomOperator } from "./random_operator.ts";
import { type Outcome, useFolder } from "./use_folder.ts";

/** A folder, one of its models changed. */
const changed = (mutation: typeof damage): fc.Arbitrary<Files> =>
  fc.tuple(
    fc.constantFrom(...folders),
    fc.constantFrom("onnx/encoder_model.onnx", "onnx/decoder_model.onnx"),
    mutation,
  ).map(([files, path, mutate]) => ({ ...files, [path]: mutate(files[path]) }));

for (const [name, engine] of Object.entries(engines)) {
  const whole: Outcome[] = [];
  for (const files of folders) whole.push(await useFolder(engine, files));

  Deno.test(`the folders as they are run in ${name}`, () => {
    for (const { refusal } of whole) assertEquals(refusal, undefined);
  });

  for (
    const [what, mutation] of Object.entries({
      "whose bytes are damaged": damage,
      "whose graph is altered": alteration,
    })
  ) {
    Deno.test(`a model ${what} runs in ${name} or is refused in one sentence, and others run on`, async () => {
      let ran = 0, turn = 0;
      await fc.assert(
        fc.asyncProperty(changed(mutation), async (files) => {
          const { refusal } = await useFolder(engine, files);
          if (refusal === undefined) ran++;
          // A heap that was written to out of bounds would show sooner or later.
          const next = turn++ % folders.length;
          assertEquals(await useFolder(engine, folders[next]), whole[next]);
        }),
        { seed: 23, numRuns: runsOf(150), endOnFailure: true },
      );
      assert(ran > turn / 50, `only ${ran} of ${turn} ran`);
    });
  }

  Deno.test(`any operator with any attributes runs in ${name} or is refused in one sentence`, async () => {
    const ran = new Set<string>();
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(randomOperator, async ({ files, node }) => {
        const { refusal } = await useFolder(engine, files);
        if (refusal === undefined) ran.add(node.opType);
        const next = turn++ % folders.length;
        assertEquals(await useFolder(engine, folders[next]), whole[next]);
      }),
      { seed: 29, numRuns: runsOf(300), endOnFailure: true },
    );
    assert(ran.size >= 15, `only ${[...ran]} ran`);
  });
}
