import { assert } from "@std/assert";
import fc from "fast-check";
import { MODEL_FILES } from "../../../src/core/exported_model.ts";
import { openPageModel } from "../../../src/web/model/page_model.ts";
import { damage } from "../../onnx/mutations.ts";
import { engines, runsOf } from "./engines.ts";
import { type Files, folders } from "./folders.ts";
import { damagedJson } from "./json_mutations.ts";
import { inOneSentence } from "./use_folder.ts";

const address = new URL("https://models.example/run/");

/** Opens a folder as a page does; the paths that it asked for. */
async function openFrom(files: Files): Promise<ReadonlySet<string>> {
  const asked = new Set<string>(), { fetch } = globalThis;
  globalThis.fetch = (input) => {
    const { href } = new URL(String(input));
    assert(href.startsWith(address.href), href);
    const path = href.slice(address.href.length);
    asked.add(path);
    return Promise.resolve(
      Object.hasOwn(files, path) ? new Response(files[path]) : new Response(null, { status: 404 }),
    );
  };
  try {
    await inOneSentence(async () => {
      const model = await openPageModel({ name: "lite", ...engines.lite }, address);
      await model.dispose();
      return model;
    });
  } finally {
    globalThis.fetch = fetch;
  }
  return asked;
}

const paths: readonly string[] = Object.values(MODEL_FILES);

const changed = fc.tuple(
  fc.constantFrom(...folders.slice(0, 3)),
  fc.constantFrom(MODEL_FILES.manifest, MODEL_FILES.codeSpace, MODEL_FILES.preprocessor),
).chain(([files, path]) =>
  fc.oneof(
    damage.map((mutate) => mutate(files[path])),
    damagedJson(new TextDecoder().decode(files[MODEL_FILES.manifest])).map((text) =>
      new TextEncoder().encode(text)
    ),
  ).map((bytes) => ({ ...files, [path]: bytes }))
);

Deno.test("a page opens a damaged folder or says why not, and asks for no file that no model has", async () => {
  await fc.assert(
    fc.asyncProperty(changed, async (files) => {
      for (const path of await openFrom(files)) assert(paths.includes(path), path);
      assert(Object.keys(Object.prototype).length === 0);
    }),
    { seed: 41, numRuns: runsOf(100), endOnFailure: true },
  );
});
