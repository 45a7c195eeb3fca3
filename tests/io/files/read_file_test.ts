import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { isMissing } from "../../../src/io/files/is_missing.ts";
import { readFile } from "../../../src/io/files/read_file.ts";

Deno.test("a file that is not there is named in one sentence, below a file as below a folder", async () => {
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeFile(file, Uint8Array.of(1, 2, 3));
    assertEquals(await readFile(file), Uint8Array.of(1, 2, 3));
    for (const path of [`${file}.none`, join(file, "none")]) {
      const error = await assertRejects(() => readFile(path), Error);
      assert(isMissing(error));
      assertEquals(error.message, `Cannot read ${path}: there is no such file`);
    }
  } finally {
    await Deno.remove(file);
  }
});
