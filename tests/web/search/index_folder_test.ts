import { assertEquals, assertRejects } from "@std/assert";
import { openIndexFolder } from "../../../src/web/search/index_folder.ts";
import { ADDRESS, indexFiles, withFetch } from "./index_files.ts";

const files = await indexFiles({ codes: [[0, 0], [1, 0]] });

Deno.test("the files of an index are fetched when they are asked for, from its own folder", async () => {
  const asked = await withFetch(files, async () => {
    const { index, fetch } = await openIndexFolder(ADDRESS);
    assertEquals([index.data, index.count], ["points", 2]);
    assertEquals(await fetch("codes.npy"), files["codes.npy"]);
  });
  assertEquals(asked, ["index.json", "codes.npy"]);
});

Deno.test("a file that is missing, was changed or is not listed is told of in one sentence", async () => {
  const refuses = async (
    changes: Record<string, Uint8Array<ArrayBuffer>>,
    path: string,
    why: string,
  ) => {
    const there = Object.fromEntries(
      Object.entries({ ...files, ...changes }).filter(([, bytes]) => bytes.length > 0),
    );
    await withFetch(there, async () => {
      const { fetch } = await openIndexFolder(ADDRESS);
      await assertRejects(() => fetch(path), Error, why);
    });
  };
  const changed = files["codes.npy"].slice();
  changed[changed.length - 1] ^= 1;
  const where = `Cannot search: ${new URL("codes.npy", ADDRESS)}`;
  const not = `${where} is not the file that the index was exported with`;
  await refuses({ "codes.npy": changed }, "codes.npy", not);
  await refuses({ "codes.npy": changed.slice(1) }, "codes.npy", not);
  await refuses({ "codes.npy": new Uint8Array() }, "codes.npy", `${where} was answered by 404`);
  await refuses({}, "bits.npy", `Cannot search: ${ADDRESS} lists no bits.npy`);
  await refuses({}, "constructor", `Cannot search: ${ADDRESS} lists no constructor`);
  await withFetch({}, async () => {
    const why = `Cannot search: ${ADDRESS} was answered by 404`;
    await assertRejects(() => openIndexFolder(ADDRESS), Error, why);
  });
});

Deno.test("where a page has no means to compute a SHA-256, sizes are looked at alone", async () => {
  const changed = files["codes.npy"].slice();
  changed[changed.length - 1] ^= 1;
  const own = Object.getOwnPropertyDescriptor(Crypto.prototype, "subtle")!;
  Object.defineProperty(Crypto.prototype, "subtle", { configurable: true, get: () => undefined });
  try {
    await withFetch({ ...files, "codes.npy": changed }, async () => {
      const { fetch } = await openIndexFolder(ADDRESS);
      assertEquals(await fetch("codes.npy"), changed);
      await assertRejects(() => fetch("bits.npy"));
    });
  } finally {
    Object.defineProperty(Crypto.prototype, "subtle", own);
  }
});
