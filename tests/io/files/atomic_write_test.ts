import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { atomicWrite, atomicWriteText } from "../../../src/io/files/atomic_write.ts";
import { inFolder } from "../../in_folder.ts";

const names = (directory: string) => [...Deno.readDirSync(directory)].map(({ name }) => name);

Deno.test("atomicWrite() writes a new file, replaces an old one, and leaves nothing else", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, "weights");
    await atomicWrite(path, Uint8Array.of(1, 2, 3));
    assertEquals(await Deno.readFile(path), Uint8Array.of(1, 2, 3));
    await atomicWrite(path, new Uint8Array());
    assertEquals(await Deno.readFile(path), new Uint8Array());
    await atomicWriteText(path, "é\n");
    assertEquals(await Deno.readTextFile(path), "é\n");
    assertEquals(names(directory), ["weights"]);
  });
});

Deno.test("atomicWrite() says which file it cannot write, and leaves nothing half-written", async () => {
  await inFolder(async (directory) => {
    // A folder that is not empty cannot be replaced by a file.
    const path = join(directory, "taken");
    await Deno.mkdir(join(path, "inside"), { recursive: true });
    await assertRejects(
      () => atomicWrite(path, Uint8Array.of(1)),
      Error,
      `Cannot write ${path}: `,
    );
    assertEquals(names(directory), ["taken"]);
    const absent = join(directory, "absent", "file");
    await assertRejects(() => atomicWriteText(absent, "x"), Error, `Cannot write ${absent}: `);
  });
});

Deno.test("atomicWrite() from many sides at once leaves the whole of one content", async () => {
  await inFolder(async (directory) => {
    const path = join(directory, "shared");
    const contents = [1, 2, 3, 4].map((byte) => new Uint8Array(100_000).fill(byte));
    await Promise.all(contents.map((content) => atomicWrite(path, content)));
    const found = await Deno.readFile(path);
    assertEquals(found, contents[found[0] - 1]);
    assertEquals(names(directory), ["shared"]);
  });
});
