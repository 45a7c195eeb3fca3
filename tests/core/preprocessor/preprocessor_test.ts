import { assertEquals, assertThrows } from "@std/assert";
import {
  parsePreprocessor,
  type PreprocessorConfig,
} from "../../../src/core/preprocessor/preprocessor.ts";

const image = { kind: "image", inputShape: [28, 28, 1], bytesScale: 1 / 255 };
const binary = { ...image, threshold: 0.5 };
const counted = {
  vocabulary: ["a", "b"],
  stem: "porter",
  stopWords: ["as"],
  weights: "tf-idf",
  rarities: [1, 2.5],
};
const words = { kind: "text", inputShape: [2], bytesScale: 1, words: counted };

Deno.test("parsePreprocessor() gives what was written", () => {
  for (const config of [image, binary, words]) {
    assertEquals(parsePreprocessor(JSON.stringify({ ...config, more: 1 }), "p.json"), config);
  }
});

const faults: [string, unknown, string][] = [
  ["no object", [], "it is not a JSON object"],
  ["an unknown kind", { ...image, kind: "sound" }, 'its kind is "sound", expected image, vector'],
  ["a missing kind", { ...image, kind: undefined }, "its kind is undefined"],
  ["an empty shape", { ...image, inputShape: [] }, "its inputShape is not a list of sizes from 1"],
  ["a size of 0", { ...image, inputShape: [0] }, "its inputShape is not a list of sizes from 1 up"],
  [
    "a shape that fills the memory",
    { ...image, inputShape: [100_000, 100_000] },
    "its inputShape [100000, 100000] holds more than 16777216 values",
  ],
  [
    "a shape of more axes than any model has",
    { ...image, inputShape: Array(65).fill(1) },
    "its inputShape is not a list of sizes from 1 up",
  ],
  ["a kind that is no text", { ...image, kind: [[[]]] }, "its kind is a list"],
  ["a scale of 0", { ...image, bytesScale: 0 }, "its bytesScale is not a number above 0"],
  ["a threshold that is none", { ...image, threshold: "½" }, "its threshold is not a number"],
  [
    "words that are none",
    { ...words, words: { ...counted, vocabulary: [1, 2] } },
    "its vocabulary is not a list of words",
  ],
  ["words without a vocabulary", { ...words, words: "a b" }, "its vocabulary is not a list"],
  [
    "a vocabulary of another size",
    { ...words, words: { ...counted, vocabulary: ["a"] } },
    "its vocabulary has 1 words for 2 values",
  ],
  [
    "a stem that there is not",
    { ...words, words: { ...counted, stem: "lovins" } },
    'its words have the stem "lovins", expected "porter" or none',
  ],
  [
    "stop words that are none",
    { ...words, words: { ...counted, stopWords: [1] } },
    "its stop words are not a list of words",
  ],
  [
    "words without weights",
    { ...words, words: { ...counted, weights: undefined } },
    "its words have no weights, expected counts, log, tf-idf",
  ],
  [
    "rarities of another number",
    { ...words, words: { ...counted, rarities: [1] } },
    "the rarities of its words are not 2 numbers above 0, one for each",
  ],
  [
    "rarities of words that are only counted",
    { ...words, words: { ...counted, weights: "counts" } },
    "the rarities of its words are not 2 numbers",
  ],
];

for (const [what, value, why] of faults) {
  Deno.test(`parsePreprocessor() refuses ${what}`, () => {
    assertThrows(
      () => parsePreprocessor(JSON.stringify(value), "p.json"),
      SyntaxError,
      `Cannot read p.json as a preprocessor: ${why}`,
    );
  });
}

Deno.test("parsePreprocessor() refuses a deep, a long or an endless value in one short sentence", () => {
  const kind = `${"[".repeat(1e5)}${"]".repeat(1e5)}`;
  for (
    const text of [
      `{"kind":${kind}}`,
      JSON.stringify({ ...image, kind: "a\n".repeat(1e5) }),
      JSON.stringify({ ...image, bytesScale: 2 }).replace(":2", ":1e999"),
    ]
  ) {
    const { message } = assertThrows(() => parsePreprocessor(text, "p.json"), SyntaxError);
    assertEquals(message.split("\n").length, 1);
    assertEquals(message.length < 200, true);
  }
});

const vector = { kind: "vector", inputShape: [2], bytesScale: 1 / 255 };

Deno.test("parsePreprocessor() reads the scale", () => {
  const scaling = { scale: "standard", offset: [1, -2], factor: [0.5, 3] } as const;
  const config = { ...vector, scaling };
  assertEquals(
    parsePreprocessor(JSON.stringify(config), "p.json"),
    config as typeof config & PreprocessorConfig,
  );
});

const unfit: readonly unknown[] = [
  2,
  { scale: "log" },
  { scale: "log", offset: [1, 1], factor: [1, 1] },
  { scale: "unit", offset: [1], factor: [1, 1] },
  { scale: "unit", offset: [1, "2"], factor: [1, 1] },
  { scale: "unit", offset: [1, 2], factor: [1, 0] },
];

for (const scaling of unfit) {
  Deno.test(`parsePreprocessor() refuses the scaling ${JSON.stringify(scaling)}`, () => {
    assertThrows(
      () => parsePreprocessor(JSON.stringify({ ...vector, scaling }), "p.json"),
      SyntaxError,
      "Cannot read p.json as a preprocessor: its scaling is no scale with 2 offsets and factors",
    );
  });
}

Deno.test("parsePreprocessor() refuses what is not JSON", () => {
  assertThrows(() => parsePreprocessor("{", "p.json"), SyntaxError, "it is not a JSON object");
});
