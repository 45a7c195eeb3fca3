import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { cacheDirectory } from "../../../src/io/find/data_places.ts";
import { describeKnownData } from "../../../src/io/find/describe_known_data.ts";
import { type DataFormat, findData } from "../../../src/io/find/find_data.ts";
import { knownData } from "../../../src/io/find/known_data.ts";
import { withFiles } from "../../with_files.ts";

/** Only these variables are set. */
const environment = (variables: Record<string, string>) => ({
  get: (name: string): string | undefined => variables[name],
});
const mnistIn = (folder: string) =>
  Object.fromEntries(knownData.mnist.files.map(({ name, bytes }) => [`${folder}/${name}`, bytes]));

Deno.test("cacheDirectory() follows XDG_CACHE_HOME, then HOME", {
  ignore: Deno.build.os === "windows",
}, () => {
  assertEquals(cacheDirectory(environment({ XDG_CACHE_HOME: "/x", HOME: "/h" })), "/x/isthmus");
  assertEquals(cacheDirectory(environment({ HOME: "/h" })), "/h/.cache/isthmus");
  assertEquals(cacheDirectory(environment({})), undefined);
});

Deno.test("findData() finds a named set in ISTHMUS_DATA first, then in the cache", {
  ignore: Deno.build.os === "windows",
}, async () => {
  await withFiles({ ...mnistIn("data/mnist"), ...mnistIn("cache/isthmus/mnist") }, async (root) => {
    const cache = { XDG_CACHE_HOME: join(root, "cache") };
    const { classes } = knownData.mnist;
    assertEquals(
      await findData("mnist", {
        environment: environment({ ...cache, ISTHMUS_DATA: join(root, "data") }),
      }),
      { name: "mnist", format: "idx", path: join(root, "data", "mnist"), classes },
    );
    for (const variables of [cache, { ...cache, ISTHMUS_DATA: join(root, "nowhere") }]) {
      const found = await findData("mnist", { environment: environment(variables) });
      assertEquals(found.path, join(root, "cache", "isthmus", "mnist"));
    }
  });
});

Deno.test("findData() says where it looked for a named set and what would fetch it", {
  ignore: Deno.build.os === "windows",
}, async () => {
  const nowhere = { environment: environment({ ISTHMUS_DATA: "/no/data", HOME: "/no" }) };
  await assertRejects(
    () => findData("mnist", nowhere),
    Error,
    'Cannot find the data set "mnist" in /no/data/mnist or /no/.cache/isthmus/mnist: ' +
      '"deno task download mnist" would fetch it',
  );
  await assertRejects(
    () => findData("20newsgroups", nowhere),
    Error,
    "it has no public address in this form, so place 20news-bydate.jsonl.gz there",
  );
  assertEquals(await findData("strokes", nowhere), {
    name: "strokes",
    format: "strokes",
    path: "",
    classes: knownData.strokes.classes,
  });
  assertEquals(await findData("documents", nowhere), {
    name: "documents",
    format: "documents",
    path: "",
  });
});

Deno.test("findData() refuses a named set with a file of the wrong length", async () => {
  const [first] = knownData.mnist.files;
  await withFiles({ ...mnistIn("mnist"), [`mnist/${first.name}`]: 5 }, async (root) => {
    const at = { environment: environment({ ISTHMUS_DATA: root }) };
    await assertRejects(
      () => findData("mnist", at),
      RangeError,
      `it has 5 bytes, expected ${first.bytes}, remove it and fetch it again`,
    );
    const described = (await describeKnownData(at)).map(({ name, place }) => [name, place]);
    assertEquals(Object.fromEntries(described), {
      strokes: "drawn",
      documents: "drawn",
      mnist: "damaged",
      "fashion-mnist": "absent",
      cifar10: "absent",
      "20newsgroups": "absent",
    });
  });
});

Deno.test("describeKnownData() gives the place, the bytes and the counts of each set", async () => {
  await withFiles(mnistIn("mnist"), async (root) => {
    const all = await describeKnownData({ environment: environment({ ISTHMUS_DATA: root }) });
    const { title, source } = knownData.mnist;
    assertEquals(all.find(({ name }) => name === "mnist"), {
      name: "mnist",
      title,
      source,
      place: "ISTHMUS_DATA",
      directory: join(root, "mnist"),
      bytes: 11594722,
      trainCount: 60000,
      testCount: 10000,
    });
  });
});

Deno.test("findData() tells the format of a path by the names of files", async () => {
  const files: [string, string][] = [
    ["a.npy", "npy"],
    ["a.npy.gz", "npy"],
    ["a.NPZ", "npz"],
    ["a.csv", "csv"],
    ["a.csv.gz", "csv"],
    ["a.TSV", "csv"],
    ["a.tsv.gz", "csv"],
    ["a.parquet", "parquet"],
    ["a.b.jsonl.gz", "jsonl"],
    ["data_batch_1.bin", "cifar"],
    ["a.b.PNG", "images"],
    ["a.webp", "images"],
    ["a.jfif", "images"],
  ];
  await withFiles(Object.fromEntries(files.map(([name]) => [name, 0])), async (root) => {
    for (const [name, format] of files) {
      const path = join(root, name);
      assertEquals(await findData(path), { name, format: format as DataFormat, path });
    }
  });
  const folders: [Record<string, number>, string][] = [
    [{ "train-images-idx3-ubyte": 0, "README.md": 0 }, "idx"],
    [{ "t10k-images.idx3-ubyte.gz": 0 }, "idx"],
    [{ "emnist-letters-train-images-idx3-ubyte.gz": 0, "mapping.txt": 0 }, "idx"],
    [{ "data_batch_1.bin": 0, "batches.meta.txt": 0 }, "cifar"],
    [{ "0/a.png": 0, LICENSE: 0 }, "images"],
    [{ "train/cat/a.JPEG": 0 }, "images"],
    [{ "a/b/c/d/e.tiff": 0, "f.txt": 0 }, "images"],
    [{ "sci.med/59001": 0 }, "texts"],
    [{ "a.txt": 0, "b.md": 0 }, "texts"],
  ];
  for (const [names, format] of folders) {
    await withFiles(names, async (root) => {
      assertEquals((await findData(root)).format, format);
    });
  }
});

Deno.test("findData() refuses what it cannot read, and says what it could", async () => {
  await withFiles({ "a.feather": 0, ".b.png": 0, ".c/d.png": 0 }, async (root) => {
    await assertRejects(
      () => findData(join(root, "a.feather")),
      TypeError,
      "expected a file that ends in .bin, .npy, .npz, .csv, .tsv, .parquet, .jsonl, a picture, or a folder",
    );
    await assertRejects(
      () => findData(root),
      TypeError,
      `Cannot read the folder ${root} as data: expected IDX files, CIFAR .bin files, pictures (PNG, JPEG, WebP, GIF, BMP, TIFF) or .txt files in it`,
    );
    await Deno.symlink("gone", join(root, "e.png"));
    await assertRejects(() => findData(root), TypeError, "found links to nothing (e.png)");
  });
  await withFiles({ "cat/IMG_1.HEIC": 0, "cat/IMG_2.heic": 0, LICENSE: 0 }, async (root) => {
    await assertRejects(
      () => findData(root),
      TypeError,
      `Cannot read the folder ${root} as data: its pictures are HEIC (cat/IMG_1.HEIC, cat/IMG_2.heic), a format that is not read, save them as PNG`,
    );
    await assertRejects(
      () => findData(join(root, "cat/IMG_2.heic")),
      TypeError,
      "as data: HEIC pictures are not read, save it as PNG",
    );
  });
  await withFiles({}, async (root) => {
    const bytes = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);
    await Deno.writeFile(join(root, "scan"), bytes);
    await assertRejects(
      () => findData(root),
      TypeError,
      `Cannot read the folder ${root} as data: scan is a JPEG picture by its first bytes, end such names in .jpg`,
    );
  });
  for (const absent of ["imagenet", "./mnist", "toString", ""]) {
    await assertRejects(
      () => findData(absent),
      Error,
      `Cannot find the data "${absent}": it is neither a path nor one of the names strokes, documents, mnist`,
    );
  }
});
