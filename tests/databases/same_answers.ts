import { assertEquals } from "@std/assert";
import { openFolder } from "../../src/collections/search_folder.ts";
import type { SearchableCollection } from "../../src/collections/searchable_collection.ts";
import { createRng } from "../../src/core/rng.ts";

const wasm = await Deno.readFile(new URL("../../build/kernels/search.wasm", import.meta.url));

/** Asserts that a copy of an index answers as its folder does, ties and all, and holds what it holds. */
export async function assertSameAnswers(
  directory: string,
  copy: SearchableCollection,
): Promise<void> {
  await using folder = await openFolder(directory, { wasm });
  const { manifest: { count, codes: { size } } } = folder, rng = createRng(9);
  assertEquals(copy.manifest, folder.manifest);
  for (const wanted of [1, 7, 30, count + 5]) {
    for (const item of [0, 1, Math.floor(count / 2), count - 1]) {
      const expected = await folder.byItem(item, { count: wanted });
      assertEquals(await copy.byItem(item, { count: wanted }), expected, `item ${item}, ${wanted}`);
    }
    const code = Float32Array.from({ length: size }, () => Math.round(4 * rng.uniform()) / 4);
    const expected = await folder.byCode(code, { count: wanted });
    assertEquals(await copy.byCode(code, { count: wanted }), expected, `a code, ${wanted}`);
  }
  const places = [count - 1, 2, 0, 1];
  assertEquals(await copy.items(places), await folder.items(places));
  assertEquals(await copy.pictures(places), await folder.pictures(places));
  assertEquals(await copy.words(places), await folder.words(places));
  assertEquals(await copy.items([]), []);
  for (const path of ["onnx/encoder_model.onnx", "preprocessor_config.json"]) {
    assertEquals(await copy.file(path), await folder.file(path));
  }
}

/** A signal that is aborted after so many looks at it. */
export function abortedAfter(looks: number): AbortSignal {
  let seen = 0;
  return {
    get aborted() {
      return seen++ >= looks;
    },
  } as AbortSignal;
}
