import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readSite } from "../../src/site/read_site.ts";
import type { Site, SiteFile } from "../../src/site/site.ts";
import { writeSite } from "../../src/site/write_site.ts";
import { inFolder } from "../in_folder.ts";

const text = (text: string) => ({ text });

/** The texts of all files in a folder, by path. */
function contents(directory: string, way = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { name, isDirectory } of Deno.readDirSync(join(directory, way))) {
    if (isDirectory) Object.assign(found, contents(directory, `${way}${name}/`));
    else found[way + name] = Deno.readTextFileSync(join(directory, way + name));
  }
  return found;
}

/** The same without the list that comes with each site. */
function written(directory: string): Record<string, string> {
  const { "site.json": _, ...rest } = contents(directory);
  return rest;
}

Deno.test("writeSite() writes files and texts into a new folder, and readSite() finds them", async () => {
  await inFolder(async (directory) => {
    const file = join(directory, "source");
    await Deno.writeTextFile(file, "from disk");
    const site: Site = new Map<string, SiteFile>([["index.html", text("é")], ["a/b/c.bin", {
      file,
    }]]);
    const out = join(directory, "new/site");
    const { files, bytes } = await writeSite(site, out);
    assertEquals(written(out), { "index.html": "é", "a/b/c.bin": "from disk" });
    assertEquals(files, ["a/b/c.bin", "index.html", "site.json"]);
    assertEquals(bytes, 2 + 9 + (await Deno.stat(join(out, "site.json"))).size);
    assertEquals([...(await readSite(out))?.keys() ?? []], ["a/b/c.bin", "index.html"]);
    assertEquals([...Deno.readDirSync(join(directory, "new"))].length, 1);
  });
});

Deno.test("writeSite() replaces an earlier site as a whole, through a link as well", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "site"), link = join(directory, "link");
    await Deno.mkdir(out);
    await writeSite(new Map([["old/page.html", text("1")], ["index.html", text("1")]]), out);
    await Deno.symlink(out, link);
    await writeSite(new Map([["index.html", text("2")]]), link);
    assertEquals(written(out), { "index.html": "2" });
    assertEquals([...Deno.readDirSync(directory)].map(({ name }) => name).sort(), ["link", "site"]);
  });
});

Deno.test("writeSite() refuses a folder with anything that no export wrote", async () => {
  const site: Site = new Map([["index.html", text("new")]]);
  await inFolder(async (directory) => {
    const out = join(directory, "site");
    await writeSite(new Map([["index.html", text("old")]]), out);
    await Deno.mkdir(join(out, "notes"));
    await Deno.writeTextFile(join(out, "notes/mine.txt"), "mine");
    await assertRejects(
      () => writeSite(site, out),
      Error,
      `Cannot write the site into ${out}: it holds notes/mine.txt, which no export put there; choose another --out`,
    );
    assertEquals(written(out), { "index.html": "old", "notes/mine.txt": "mine" });
    for (const list of [undefined, "{}", '{"madeBy":"isthmus","files":"*"}', "no JSON"]) {
      const other = await Deno.makeTempDir({ dir: directory });
      await Deno.writeTextFile(join(other, "index.html"), "a page");
      if (list !== undefined) await Deno.writeTextFile(join(other, "site.json"), list);
      await assertRejects(
        () => writeSite(site, other),
        Error,
        "it is not empty, and no earlier export of a site; choose another --out",
      );
    }
    await assertRejects(() => writeSite(site, join(out, "index.html")), Error, "it is a file;");
  });
});

Deno.test("writeSite() leaves the folder as it was, and nothing beside it, where a file is missing", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "site");
    await writeSite(new Map([["index.html", text("old")]]), out);
    const broken: Site = new Map<string, SiteFile>([
      ["index.html", text("new")],
      ["gone.bin", { file: join(directory, "gone") }],
    ]);
    await assertRejects(() => writeSite(broken, out), Error, `Cannot write the site into ${out}: `);
    assertEquals(written(out), { "index.html": "old" });
    assertEquals([...Deno.readDirSync(directory)].length, 1);
  });
});

Deno.test("writeSite() puts an earlier site back that a killed export moved away, before it looks", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "site"), broken = join(directory, "gone");
    const left = (end: string) => join(directory, `.site.${crypto.randomUUID()}.${end}`);
    await writeSite(new Map([["index.html", text("old")]]), out);
    await Deno.rename(out, left("old"));
    await Deno.mkdir(join(left("tmp"), "half"), { recursive: true });
    const site: Site = new Map<string, SiteFile>([["gone.bin", { file: broken }]]);
    await assertRejects(() => writeSite(site, out), Error, `Cannot write the site into ${out}: `);
    assertEquals(written(out), { "index.html": "old" });
    assertEquals([...Deno.readDirSync(directory)].map(({ name }) => name), ["site"]);
  });
});

Deno.test("writeSite() removes what exports of the same folder left beside it, and nothing else", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "site"), id = crypto.randomUUID();
    await writeSite(new Map([["index.html", text("old")]]), out);
    const foreign = [`.sites.${id}.old`, ".site.backup.old", `.site.${id}.zip`];
    for (const name of [`.site.${id}.old`, `.site.${id}.tmp`, ...foreign]) {
      await Deno.mkdir(join(directory, name, "page"), { recursive: true });
    }
    await writeSite(new Map([["index.html", text("new")]]), out);
    assertEquals(written(out), { "index.html": "new" });
    const names = [...Deno.readDirSync(directory)].map(({ name }) => name);
    assertEquals(names.sort(), [...foreign, "site"].sort());
  });
});

Deno.test("writeSite() says in one sentence that no folder can be below a file", async () => {
  await inFolder(async (directory) => {
    const file = join(directory, "file"), out = join(file, "site");
    await Deno.writeTextFile(file, "");
    const site: Site = new Map([["index.html", text("new")]]);
    await assertRejects(() => writeSite(site, out), Error, `Cannot write the site into ${out}: `);
  });
});

Deno.test("readSite() takes no path out of the folder from a list, and nothing for other folders", async () => {
  await inFolder(async (directory) => {
    assertEquals(await readSite(directory), undefined);
    assertEquals(await readSite(join(directory, "none")), undefined);
    const list = { madeBy: "isthmus", files: ["index.html", "../secret", "a/../../b", 7] };
    await Deno.writeTextFile(join(directory, "site.json"), JSON.stringify(list));
    assertEquals([...(await readSite(directory))?.keys() ?? []], ["index.html"]);
  });
});

Deno.test("writeSite() writes other exports by their own list, and names them where it refuses", async () => {
  await inFolder(async (directory) => {
    const kind = { what: "folder for edge functions", list: "export.json" },
      out = join(directory, "out");
    const site: Site = new Map([["a.js", text("1")]]);
    assertEquals((await writeSite(site, out, kind)).files, ["a.js", "export.json"]);
    await writeSite(site, out, kind);
    await assertRejects(
      () => writeSite(site, out),
      Error,
      `Cannot write the site into ${out}: it is not empty, and no earlier export of a site;`,
    );
    const other = join(directory, "other");
    await writeSite(site, other);
    await assertRejects(
      () => writeSite(site, other, kind),
      Error,
      `Cannot write the folder for edge functions into ${other}: it is not empty, and no earlier export of a folder for edge functions;`,
    );
  });
});
