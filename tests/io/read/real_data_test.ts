import { assertAlmostEquals, assertEquals } from "@std/assert";
import { join } from "@std/path";
import type { Examples } from "../../../src/data/examples/data_set.ts";
import { downloadData } from "../../../src/io/download/download.ts";
import { isKnownName, knownData } from "../../../src/io/find/known_data.ts";
import { readData } from "../../../src/io/read/read_data.ts";
import { denseExamples, entriesOf } from "../../../src/data/mod.ts";

const folder = Deno.env.get("ISTHMUS_DATA");

/** A test that needs the files of a named set, passed over where they are not. */
function testWith(name: string, sentence: string, run: () => Promise<void>): void {
  let present = folder !== undefined && isKnownName(name);
  if (present && isKnownName(name)) {
    for (const file of knownData[name].files) {
      try {
        Deno.statSync(join(folder ?? "", name, file.name));
      } catch {
        present = false;
      }
    }
  }
  Deno.test(
    present ? sentence : `${sentence} (ignored: no ${name} in ISTHMUS_DATA)`,
    { ignore: !present },
    run,
  );
}

/** The number of examples of each of the ten classes. */
function histogram({ labels = new Int32Array() }: Examples): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}

function mean(examples: Examples): number {
  const { values } = denseExamples(examples);
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

// Means and counts of MNIST as its users know them (0.1307 is in every PyTorch example); those of
// Fashion-MNIST are 0.2860 and 6,000 of each class.
testWith(
  "mnist",
  "MNIST has 60,000 + 10,000 images of mean pixel 0.1307 and its known labels",
  async () => {
    const { train, test, classes } = await readData("mnist", { seed: 1 });
    assertEquals([train.shape, train.count, test?.count], [[28, 28, 1], 60000, 10000]);
    assertAlmostEquals(mean(train), 33.318421, 1e-6);
    assertAlmostEquals(mean(train) / 255, 0.1307, 5e-5);
    assertEquals(
      histogram(train),
      [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949],
    );
    assertEquals(test && histogram(test), [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    assertEquals([...train.labels?.subarray(0, 10) ?? []], [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    assertEquals(classes?.length, 10);
  },
);

testWith(
  "fashion-mnist",
  "Fashion-MNIST has 6,000 + 1,000 images of each class, mean 0.2860",
  async () => {
    const { train, test, classes } = await readData("fashion-mnist", { seed: 1 });
    assertAlmostEquals(mean(train) / 255, 0.286, 5e-5);
    assertEquals(histogram(train), new Array(10).fill(6000));
    assertEquals(test && histogram(test), new Array(10).fill(1000));
    assertEquals(classes?.[9], "Ankle boot");
  },
);

testWith(
  "cifar10",
  "the CIFAR-10 subset has 800 training images of each class and 2,000 for testing",
  async () => {
    const { train, test } = await readData("cifar10", { seed: 1 });
    assertEquals([train.shape, train.count, test?.count], [[32, 32, 3], 8000, 2000]);
    assertEquals(histogram(train), new Array(10).fill(800));
    assertEquals(test && histogram(test), [205, 205, 197, 205, 205, 204, 204, 204, 204, 167]);
  },
);

testWith(
  "20newsgroups",
  "20 newsgroups has 11,314 + 7,532 texts, no headers, rows that sum to 1",
  async () => {
    const { train, test, classes, words } = await readData("20newsgroups", { seed: 1 });
    assertEquals([train.count, test?.count, classes?.length], [11314, 7532, 20]);
    assertEquals([train.shape, words?.vocabulary.length], [[2000], 2000]);
    // Words of headers alone: every message has "Lines:" and most "NNTP-Posting-Host:".
    assertEquals(
      ["nntp", "organization"].filter((word) => words?.vocabulary.slice(0, 300).includes(word)),
      [],
    );
    let empty = 0;
    for (let row = 0; row < train.count; row++) {
      let sum = 0;
      for (const share of entriesOf(train, row).entries) sum += share;
      if (sum === 0) empty++;
      else assertAlmostEquals(sum, 1, 1e-5);
    }
    assertEquals(empty < 50, true);
  },
);

testWith(
  "mnist",
  "downloadData() fetches MNIST from a server and verifies every file",
  async () => {
    const directory = await Deno.makeTempDir();
    const server = Deno.serve(
      { port: 0, hostname: "127.0.0.1", onListen() {} },
      async (request) =>
        new Response(
          (await Deno.open(join(folder ?? "", new URL(request.url).pathname))).readable,
        ),
    );
    try {
      const baseUrl = `http://127.0.0.1:${server.addr.port}`;
      const names = knownData.mnist.files.map(({ name }) => name);
      assertEquals(await downloadData("mnist", { baseUrl, directory }), {
        directory,
        fetched: names,
      });
      assertEquals(await downloadData("mnist", { baseUrl, directory }), { directory, fetched: [] });
      assertEquals([...Deno.readDirSync(directory)].map(({ name }) => name).sort(), names.sort());
    } finally {
      await server.shutdown();
      await Deno.remove(directory, { recursive: true });
    }
  },
);
