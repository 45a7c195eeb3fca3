import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import fc from "fast-check";
import { countOf, firstNames } from "../../../src/io/files/count_files.ts";
import { listFolder } from "../../../src/io/files/list_folder.ts";
import { naturalOrder } from "../../../src/io/files/natural_order.ts";
import { inFolder } from "../../in_folder.ts";
import { areSplits, splitWordOf } from "../../../src/io/files/split_folders.ts";

const pictures = { fits: (name: string) => name.endsWith(".png"), one: "picture" };

/** Runs a test in a folder of its own with these empty files and links. */
async function withLinks(
  files: readonly string[],
  test: (directory: string) => Promise<void>,
  links: Readonly<Record<string, string>> = {},
): Promise<void> {
  await inFolder(async (directory) => {
    for (const path of [...files, ...Object.keys(links)]) {
      await Deno.mkdir(join(directory, path, ".."), { recursive: true });
      const target = links[path];
      if (target !== undefined) await Deno.symlink(target, join(directory, path));
      else if (path.endsWith("/")) await Deno.mkdir(join(directory, path), { recursive: true });
      else await Deno.writeTextFile(join(directory, path), "");
    }
    await test(directory);
  });
}

/** The files as "split label id", and all that is said. */
async function listed(directory: string) {
  const { files, others, remarks } = await listFolder(directory, pictures);
  return {
    files: files.map(({ split, label, id }) => [split, ...label ? [label] : [], id].join(" ")),
    others,
    remarks,
  };
}

Deno.test("naturalOrder() sorts numbers by their size, alike on every machine", () => {
  const names = ["img10", "img2", "b", "a", "B", "img02", "é", "f"];
  assertEquals(names.sort(naturalOrder), ["a", "b", "B", "é", "f", "img02", "img2", "img10"]);
});

Deno.test("countOf() and firstNames() say how many there are, and which the first are", () => {
  assertEquals([countOf(1, "file"), countOf(0, "file")], ["1 file", "0 files"]);
  assertEquals(firstNames(["a", "b", "c"]), "a, b, c");
  assertEquals(firstNames(["a", "b", "c", "d"]), "a, b, c, …");
});

Deno.test("splitWordOf() knows the words for splits in any case, before and behind others", () => {
  const words: [string, string[]][] = [
    ["train", ["train", "Training", "my-data-train", "seg_train", "training_set", "train2017"]],
    ["test", ["TEST", "Testing", "20news-bydate-test", "test_images", "test-data"]],
    ["val", ["val", "Valid", "validation", "x.val"]],
    ["dev", ["dev"]],
    ["eval", ["eval"]],
    ["holdout", ["HoldOut"]],
  ];
  for (const [word, names] of words) {
    for (const name of names) assertEquals<string | undefined>(splitWordOf(name), word);
  }
  for (const name of ["trainer", "contest", "invalid", "train station", "cat", "constrain"]) {
    assertEquals(splitWordOf(name), undefined);
  }
  assertEquals(areSplits(["Training", "val", "labels"]), true);
  assertEquals([areSplits(["train", "plane"]), areSplits(["test", "control"])], [false, false]);
});

Deno.test("listFolder() lists files side by side in natural order, and counts what does not fit", async () => {
  await withLinks(["i10.png", "i2.png", "notes.txt", "empty/", ".hidden.png"], async (root) => {
    assertEquals(await listed(root), {
      files: ["train i2.png", "train i10.png"],
      others: ["notes.txt"],
      remarks: ["Left out: 1 folder with no pictures (empty)"],
    });
    const { files } = await listFolder(root, pictures);
    assertEquals(files[0].path, join(root, "i2.png"));
  });
});

Deno.test("listFolder() takes folders for classes, and what lies deeper for the class of the first", async () => {
  await withLinks(
    ["c10/b.png", "c2/a.png", "c2/x/b.png", "c2/x/y/c.png", "c2/x/readme"],
    async (root) => {
      assertEquals(await listed(root), {
        files: [
          "train c2 c2/a.png",
          "train c2 c2/x/b.png",
          "train c2 c2/x/y/c.png",
          "train c10 c10/b.png",
        ],
        others: ["c2/x/readme"],
        remarks: [
          "2 pictures in folders within class folders (c2/x/b.png, c2/x/y/c.png) are of the class of the first folder",
        ],
      });
    },
  );
});

Deno.test("listFolder() reads Training and Testing, and says what becomes of all other parts", async () => {
  await withLinks(["Training/a/1.png", "Testing/a/2.png"], async (root) => {
    assertEquals(await listed(root), {
      files: ["train a Training/a/1.png", "test a Testing/a/2.png"],
      others: [],
      remarks: [],
    });
  });
  await withLinks(["train/1.png", "val/2.png", "val/3.png"], async (root) => {
    assertEquals(await listed(root), {
      files: ["train train/1.png", "test val/2.png", "test val/3.png"],
      others: [],
      remarks: ["Its val folder of 2 pictures is the test part, since there is no test folder"],
    });
  });
  await withLinks(
    ["train/1.png", "Valid/2.png", "holdout/3.png", "test/4.png", "extra/5.png", "labels/1.xml"]
      .concat("cover.png", "list.csv"),
    async (root) => {
      assertEquals(await listed(root), {
        files: ["train train/1.png", "test test/4.png"],
        others: ["list.csv"],
        remarks: [
          "Its extra folder of 1 picture is left out: it lies beside folders for training and test",
          "Its holdout folder of 1 picture is left out: another folder is the test part",
          "Its Valid folder of 1 picture is left out: validation examples are drawn from train",
          "Left out: 1 picture beside the folders that are read (cover.png)",
          "Left out: 1 folder with no pictures (labels)",
        ],
      });
    },
  );
  await withLinks(["a-train/1.png", "b-train/2.png"], async (root) => {
    assertEquals((await listed(root)).remarks, [
      "Its folders a-train and b-train are one training part",
    ]);
  });
});

Deno.test("listFolder() names classes of the test that nothing to train on is of", async () => {
  await withLinks(["train/cat/1.png", "test/cat/1.png", "test/dog/1.png"], async (root) => {
    assertEquals((await listed(root)).remarks, ["No training picture is of the test class dog"]);
  });
});

Deno.test("listFolder() takes words for splits as classes where nothing else is a split", async () => {
  await withLinks(["train/1.png", "plane/2.png"], async (root) => {
    const { files } = await listed(root);
    assertEquals(files, ["train plane plane/2.png", "train train train/1.png"]);
  });
});

Deno.test("listFolder() refuses folders with parts but none to train on", async () => {
  await withLinks(["Testing/a/1.png", "val/2.png", "train/notes.txt"], async (root) => {
    await assertRejects(
      () => listed(root),
      TypeError,
      `Cannot train on ${root}: of its folders only Testing and val hold pictures, name that with the training pictures "train"`,
    );
  });
});

Deno.test("listFolder() reads one folder around several in its place, also in each split", async () => {
  await withLinks(["set/inner/cat/1.png", "set/inner/dog/2.png", "set/x.txt"], async (root) => {
    assertEquals(await listed(root), {
      files: ["train cat set/inner/cat/1.png", "train dog set/inner/dog/2.png"],
      others: ["set/x.txt"],
      remarks: ["All its pictures lie in its folder set/inner, which is read in its place"],
    });
  });
  await withLinks(
    ["train", "test"].flatMap((part) =>
      ["cat", "dog"].map((label) => `seg_${part}/seg_${part}/${label}/1.png`)
    ),
    async (root) => {
      assertEquals((await listed(root)).files, [
        "train cat seg_train/seg_train/cat/1.png",
        "train dog seg_train/seg_train/dog/1.png",
        "test cat seg_test/seg_test/cat/1.png",
        "test dog seg_test/seg_test/dog/1.png",
      ]);
    },
  );
  // A single class is none that others lie in.
  await withLinks(["images/1.png"], async (root) => {
    assertEquals((await listed(root)).files, ["train images images/1.png"]);
  });
});

Deno.test("listFolder() refuses what it cannot tell the classes or splits of", async () => {
  const cases: [string[], string][] = [
    [["a.png", "cat/b.png"], "a.png lies beside class folders, move it into one"],
    [["train/cat/a.png", "test/b.png"], "only one of its splits has classes"],
    [
      ["x/train/a.png", "x/test/a.png", "y/train/a.png"],
      "its folder x has training and test folders of its own",
    ],
    [["notes.txt"], "it holds no pictures"],
  ];
  for (const [files, why] of cases) {
    await withLinks(files, async (root) => {
      const { message } = await assertRejects(() => listed(root), TypeError, why);
      assertEquals(message.startsWith("Cannot "), true);
    });
  }
});

Deno.test("listFolder() follows links to files and folders, and names those that lead nowhere or back", async () => {
  await withLinks(["real/dog/1.png", "one.png"], async (root) => {
    assertEquals(await listed(join(root, "data")), {
      files: ["train cat cat/one.png", "train dog dog/1.png"],
      others: [],
      remarks: [
        "Left out: 1 link to nothing (cat/dead.png)",
        "Left out: 1 link back to a folder around it (cat/loop)",
      ],
    });
    await assertRejects(
      () => listed(join(root, "broken")),
      TypeError,
      `it holds no pictures, and its link ${join(root, "broken/cat")} leads nowhere`,
    );
  }, {
    "data/dog": "../real/dog",
    "data/cat/one.png": "../../one.png",
    "data/cat/dead.png": "gone.png",
    "data/cat/.dead.png": "gone.png",
    "data/cat/loop": "..",
    "broken/cat": "../gone",
  });
});

const name = fc.constantFrom(
  "cat",
  "dog",
  "train",
  "Testing",
  "val",
  "holdout",
  "set",
  "c10",
  "c2",
);
const file = fc.tuple(
  fc.array(name, { maxLength: 4 }),
  fc.constantFrom("1.png", "2.png", "10.png", "notes.txt", ".hidden.png"),
).map(([folders, last]) => [...folders, last].join("/"));

Deno.test("listFolder() reads any folder or refuses it in one sentence, and accounts for every file", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(file, { minLength: 1, maxLength: 8 }), async (paths) => {
      await withLinks(paths, async (root) => {
        try {
          const { files, remarks } = await listFolder(root, pictures);
          const ids = files.map(({ id }) => id);
          const all = paths.filter((path) => /(?:^|\/)\d+\.png$/.test(path));
          assertEquals(ids.filter((id) => !all.includes(id)), []);
          assertEquals(new Set(ids).size, ids.length);
          // What is not read is in a remark that counts it.
          const leftOut = remarks.map((remark) =>
            Number(/(\d+) pictures? (?:is left out|beside)/.exec(remark)?.[1] ?? 0)
          );
          assertEquals(leftOut.reduce((sum, count) => sum + count, ids.length), all.length);
        } catch (error) {
          if (!(error instanceof TypeError)) throw error;
          assertEquals(/^Cannot [^\n]*[^.\n]$/.test(error.message), true, error.message);
        }
      });
    }),
    { numRuns: 150, seed: 1 },
  );
});
