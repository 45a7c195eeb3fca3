import { assertEquals, assertRejects } from "@std/assert";
import { gzipSync } from "fflate";
import { gunzip, gunzipIfNeeded } from "../../../src/data/formats/gunzip.ts";

const text = new TextEncoder().encode("a neck of land between two wide ones");
const packed = new Uint8Array(gzipSync(text));

Deno.test("gunzip() gives back what another library compressed", async () => {
  assertEquals(await gunzip(packed, "a.gz"), text);
  const long = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 5);
  assertEquals(await gunzip(new Uint8Array(gzipSync(long)), "a.gz"), long);
  assertEquals(await gunzip(new Uint8Array(gzipSync(new Uint8Array())), "a.gz"), new Uint8Array());
});

Deno.test("gunzipIfNeeded() leaves bytes that are not gzip as they are", async () => {
  assertEquals(await gunzipIfNeeded(text, "a.txt"), text);
  assertEquals(await gunzipIfNeeded(packed, "a.gz"), text);
});

Deno.test("gunzip() refuses a file cut short anywhere, damaged, or followed by other bytes", async () => {
  for (let length = 0; length < packed.length; length++) {
    await assertRejects(() => gunzip(packed.slice(0, length), "cut.gz"), SyntaxError, "cut.gz");
  }
  const wrong = packed.slice();
  wrong[wrong.length - 6] ^= 1;
  await assertRejects(() => gunzip(wrong, "wrong.gz"), SyntaxError, "wrong.gz");
  for (const tail of [[0], [1, 2, 3], [...packed]]) {
    const long = Uint8Array.of(...packed, ...tail);
    await assertRejects(() => gunzip(long, "long.gz"), SyntaxError, "long.gz");
  }
});

Deno.test("gunzip() stops a bomb once its limit is passed, long before its end", async () => {
  // Without its end the file is damaged: whoever reads so far says that instead.
  const bomb = new Uint8Array(gzipSync(new Uint8Array(2 ** 25)).subarray(0, -8));
  await assertRejects(() => gunzip(bomb, "bomb.gz"), SyntaxError, "cut short");
  await assertRejects(
    () => gunzip(bomb, "bomb.gz", { limit: 1000 }),
    RangeError,
    "Cannot decompress bomb.gz: it holds more than 1000 bytes",
  );
});
