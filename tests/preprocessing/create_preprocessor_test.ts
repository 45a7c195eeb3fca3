import { assert, assertAlmostEquals, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { encode } from "fast-png";
import { createPreprocessor, type RawExample } from "../../src/preprocessing/mod.ts";

const prepare = (config: Record<string, unknown>, ...examples: RawExample[]) => {
  const file = new TextEncoder().encode(JSON.stringify({ bytesScale: 1 / 255, ...config }));
  return createPreprocessor(file).prepare(examples);
};

const table = { kind: "vector", inputShape: [2], columns: ["age", "height"] };

Deno.test("rows are put in the order of the columns, and brought to the scale of the training", async () => {
  const scaling = { scale: "standard", offset: [30, 1.5], factor: [10, 0.5] };
  const { shape, values } = await prepare(
    { ...table, scaling },
    { height: 2, age: 20 },
    { age: 40, height: 1.25 },
  );
  assertEquals([shape, values], [[2, 2], Float32Array.of(-1, 1, 1, -0.5)]);
});

Deno.test("numbers are taken as data have them, bytes as fractions", async () => {
  assertEquals((await prepare(table, [3, 4])).values, Float32Array.of(3, 4));
  const bytes = { ...table, numbers: "bytes" };
  assertEquals((await prepare(bytes, Float32Array.of(0, 255))).values, Float32Array.of(0, 1));
  const binary = { ...bytes, threshold: 0.5 };
  assertEquals((await prepare(binary, [100, 200])).values, Float32Array.of(0, 1));
});

Deno.test("a text becomes the shares of its words, without the headers of a mail", async () => {
  const words = {
    kind: "text",
    inputShape: [2],
    words: { vocabulary: ["sea", "sun"], weights: "counts" },
  };
  const { values } = await prepare(
    words,
    "Subject: sun\n\nthe sea, the sea and the sun",
    "nothing",
  );
  assertAlmostEquals(values[0], 2 / 3, 1e-6);
  assertEquals([...values.slice(2)], [0, 0]);
});

Deno.test("a picture of any size and colour becomes one of the model's", async () => {
  const data = new Uint8Array(6 * 4 * 3).fill(51);
  const png = encode({ width: 6, height: 4, data, channels: 3 });
  const { shape, values } = await prepare({ kind: "image", inputShape: [2, 2, 1] }, png);
  assertEquals(shape, [1, 2, 2, 1]);
  for (const value of values) assertAlmostEquals(value, 0.2, 1e-6);
  const deep = encode({
    width: 2,
    height: 2,
    data: new Uint16Array(4).fill(13107),
    channels: 1,
    depth: 16,
  });
  const { values: deepValues } = await prepare({ kind: "image", inputShape: [2, 2, 1] }, deep);
  for (const value of deepValues) assertAlmostEquals(value, 0.2, 1e-6);
});

const orders = {
  kind: "vector",
  inputShape: [6],
  columns: ["shop=north", "shop=south", "amount", "day", "gift", "amount is missing"],
  encodings: [
    { name: "shop", kind: "words", words: ["north", "south"] },
    { name: "day", kind: "date", since: "2026-01-01" },
    { name: "gift", kind: "truth" },
    { name: "amount", kind: "missing" },
  ],
};

Deno.test("words, dates and truths of a row become values as those of a file", async () => {
  const row = { shop: "south", amount: 3, day: "2026-01-11", gift: true };
  assertEquals((await prepare(orders, row)).values, Float32Array.of(0, 1, 3, 10, 1, 0));
  const other = { shop: " north ", amount: 3, day: new Date(Date.UTC(2026, 0, 3)), gift: "no" };
  assertEquals((await prepare(orders, other)).values, Float32Array.of(1, 0, 3, 2, 0, 0));
});

Deno.test("empty cells of a row are filled as those of a file, and marked", async () => {
  const filled = { ...orders, fill: [0.75, 0.25, 5, 7, 1, 0] };
  const { values } = await prepare(
    filled,
    { shop: null, amount: NaN, day: "", gift: 0 },
    { shop: "north", amount: 1, day: "2026-01-01" },
  );
  assertEquals([...values.slice(0, 6)], [0.75, 0.25, 5, 7, 0, 1]);
  assertEquals([...values.slice(6)], [1, 0, 1, 0, 1, 0]);
});

const image = { kind: "image", inputShape: [2, 2, 1] };
const refused: [config: Record<string, unknown>, example: RawExample, sentence: string][] = [
  [table, { age: 1 }, "it has no value for height"],
  [table, { age: "old", height: 1 }, 'its age is "old", expected a finite number of 32 bits'],
  [
    orders,
    { shop: "east", amount: 1, day: "2026-01-01", gift: 1 },
    'its shop is "east", expected one of north, south',
  ],
  [
    orders,
    { shop: "north", amount: 1, day: "soon", gift: 1 },
    'its day is "soon", expected a date like 2026-11-29',
  ],
  [orders, { shop: "north" }, "it has no value for amount, day, gift"],
  [
    orders,
    { shop: "north", amount: 1, day: "2026-01-01", gift: 1, "amount is missing": 0 },
    "the model does not take amount is missing, but shop, amount, day, gift",
  ],
  [table, { age: 1, height: NaN }, "it has no value for height"],
  [table, { age: 1, height: 2, mood: 3 }, "the model does not take mood, but age, height"],
  [table, [1], "it has 1 numbers, expected 2"],
  [table, "two words", "it is a text, and the model is for none"],
  [table, new Uint8Array(3), "it is a picture, and the model is for none"],
  [image, { a: 1 }, "it names its values, and those of the model have no names"],
];

for (const [config, example, sentence] of refused) {
  Deno.test(`an example that a model does not take is refused: ${sentence}`, async () => {
    const { message } = await assertRejects(() => prepare(config, example), Error);
    assertEquals(message, `Cannot prepare example 1: ${sentence}`);
  });
}

Deno.test("bytes that are no picture, and a file that is no preprocessor, are refused", async () => {
  const { message } = await assertRejects(() => prepare(image, new Uint8Array(3)), SyntaxError);
  assert(message.startsWith("Cannot read example 1 as a picture: "), message);
  assertThrows(() => createPreprocessor(new Uint8Array(2)), SyntaxError, "it is not a JSON object");
});
