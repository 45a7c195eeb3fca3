import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import type { ReportData } from "../../../src/report/sections/mod.ts";
import { drawPage } from "../draw_page.ts";

const inputs = Float32Array.from({ length: 8 }, (_, i) => i / 8);

const shown = { name: "<one>", isWorst: true, errors: [{ method: "autoencoder", error: 0.25 }] };

const words = [{ name: "<two>", value: -1, mark: "missing" }, { name: "b", value: 0.5 }];

const sheet = { title: "k = <5>", images: new Float32Array([1, 0, 0, 0.5]), columns: 1 };

/** Something to show in sections of every kind. */
const full = {
  facts: [{ name: "Seed", value: 0 }, { name: "Parameters", value: 1234 }],
  layers: {
    inputShape: [2, 2, 1],
    layers: [
      { path: "encoder.0", name: "dense", outputShape: [2], parameters: 10 },
      { path: "decoder.0", name: "dense", outputShape: [2, 2, 1], parameters: 12 },
    ],
  },
  codeMap: {
    points: { shape: [2, 2], values: new Float32Array([0, 1, 2, 3]) },
    axes: ["code 1", "code 2"],
    labels: [0, 1],
    classes: ["one", "<two>"],
  },
  training: {
    history: [{ epoch: 1, step: 10, trainingLoss: 1, learningRate: 0.1 }],
    earlier: [],
    bestEpoch: 1,
    others: [],
  },
  tangents: { shape: [1, 2], images: new Float32Array(4), columns: 2 },
  generated: { shape: [1, 2], sheets: [sheet] },
  featureMaps: {
    input: new Float32Array(4),
    inputShape: [2, 2, 1],
    layers: [{
      path: "encoder.0",
      name: "conv2d",
      shape: [2, 1, 1],
      values: new Float32Array([1, 2]),
    }],
  },
  weights: { title: "filters", images: new Float32Array([1, 0, 0, -1]), shape: [2, 2] },
  latents: {
    shape: [2, 2, 1],
    sparse: {
      size: 2,
      active: 1.5,
      explained: 0.9,
      dead: 0.5,
      deadWhen: "it fires on no test example",
      rates: new Float32Array([0, 0.5]),
    },
    shown: [],
  },
  reconstructions: {
    shape: [2, 2, 1],
    inputs,
    methods: [{ name: "autoencoder", outputs: inputs.map((value) => value + 0.5) }],
    names: ["<one>", "two"],
    seen: inputs,
  },
  reconstructedRows: {
    columns: ["<two>", "b"],
    examples: [{
      ...shown,
      values: new Float32Array([1, 2]),
      reconstruction: new Float32Array([1, 3]),
      deviations: new Float32Array([0, 0.5]),
    }],
    isScaled: true,
  },
  reconstructedTexts: { examples: [{ ...shown, words, reconstruction: words }] },
  reconstructedCurves: {
    examples: [{ ...shown, input: new Float32Array(70), output: new Float32Array(70) }],
    isScaled: false,
  },
  namedLatents: {
    shown: [{
      index: 3,
      rate: 0.5,
      atom: words,
      examples: [{ name: "<one>", activation: 2, words: ["<two>"] }],
    }],
  },
  namedWeights: {
    path: "encoder.0",
    what: "unit",
    units: [{ index: 0, weights: words }],
    caption: "",
  },
  generatedRows: {
    columns: ["<two>"],
    names: ["1"],
    values: new Float32Array([4]),
    low: new Float32Array([3]),
    high: new Float32Array([5]),
    caption: "Codes",
  },
  generatedTexts: { texts: [{ name: "Text 1", words }], caption: "Codes" },
  generatedCurves: { vectors: [{ name: "Vector 1", values: new Float32Array(70) }], caption: "" },
  namedTangents: {
    examples: [{ name: "<one>", directions: [{ strength: 2, changes: words }] }],
  },
  exampleErrors: {
    shape: [2, 2, 1],
    best: [{ name: "<one>", error: 0.5, input: inputs.slice(4), output: inputs.slice(4) }],
    worst: [{ name: "b", error: 1.5, input: inputs.slice(4), output: inputs.slice(4) }],
    classes: [{ name: "<one>", count: 3, error: 0.25 }, { name: "two", count: 1, error: 0.5 }],
  },
  testError: [
    { name: "autoencoder", codeSize: 2, squaredError: 0.1, meanSquaredError: 0.025 },
    { name: "PCA", codeSize: 2, squaredError: 0.4, meanSquaredError: 0.1, binaryCrossEntropy: 0.3 },
  ],
} satisfies ReportData;

/** The heading of each, in the order of the page. */
const HEADINGS: Readonly<Record<keyof typeof full, string>> = {
  training: "Training",
  testError: "Test error",
  reconstructions: "Reconstructions",
  reconstructedRows: "Reconstructions",
  reconstructedTexts: "Reconstructions",
  reconstructedCurves: "Reconstructions",
  exampleErrors: "Best and worst",
  latents: "Latents",
  namedLatents: "What latents stand for",
  generated: "Generated",
  generatedRows: "Generated",
  generatedTexts: "Generated",
  generatedCurves: "Generated",
  tangents: "Tangents",
  namedTangents: "Tangents",
  codeMap: "Code map",
  weights: "Weights",
  namedWeights: "Weights",
  featureMaps: "Feature maps",
  layers: "Model",
  facts: "Facts",
};

const headings = (page: string) => [...page.matchAll(/<h2>([^<]*)/g)].map(([, title]) => title);

Deno.test("sections stand in the order of their places, and only those that have something to show", () => {
  assertEquals(headings(drawPage({})), []);
  assertEquals(headings(drawPage(full)), Object.values(HEADINGS));
  for (const name of Object.keys(full) as (keyof typeof full)[]) {
    assertEquals(headings(drawPage({ [name]: full[name] })), [HEADINGS[name]]);
  }
});

Deno.test("a report needs no network and no script, and names all its images", () => {
  const page = drawPage(full);
  // The values of curves are there for a program that is not.
  assertEquals(page.match(/<script[^>]*>/g), ['<script type="application/json">']);
  assertStringIncludes(page, "script-src &#39;none&#39;");
  assert(
    !/<link|@import|url\(|javascript:|\son\w+=|https?:(?!\/\/www\.w3\.org\/2000\/svg)/i
      .test(page),
  );
  const images = page.match(/<img[^>]*>/g) ?? [];
  // Two inputs, two reconstructions and their sheet; filters, an input and a map; two sheets; the best
  // and the worst with their reconstructions.
  assertEquals(images.length, 14);
  for (const image of images) {
    assertMatch(image, / src="data:image\/png;base64,/);
    assertMatch(image, / alt="[^"]+"/);
  }
  assertEquals(
    page.match(/<svg/g)?.length,
    page.match(/<svg[^>]*role="img"[^>]*><title>/g)?.length,
  );
  assertEquals(page.match(/<table/g)?.length, page.match(/<caption/g)?.length);
});

Deno.test("a report closes what it opens, and escapes every text", () => {
  const page = drawPage(full), open: string[] = [];
  for (const [, end, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (name === "img" || name === "meta") continue;
    if (end === "") open.push(name);
    else assertEquals(open.pop(), name);
  }
  assertEquals(open, []);
  for (const text of ['alt="Input 1: &lt;one&gt;"', "k = &lt;5&gt;", "&lt;two&gt;"]) {
    assertStringIncludes(page, text);
  }
  assert(!/<(one|two|5)>/.test(page));
});

Deno.test("the errors of a report are those that any of its models has", () => {
  const errors = { name: "x", codeSize: 2, squaredError: 1, meanSquaredError: 0.5 };
  const heads = (page: string) =>
    [...page.matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, head]) => head);
  const always = ["Method", "Code size", "Squared error per example", "", "Mean squared error"];
  assertEquals(heads(drawPage({ testError: [errors] })), always);
  const categorical = [errors, { ...errors, categoricalCrossEntropy: 6.25 }];
  const page = drawPage({ testError: categorical });
  assertEquals(heads(page), [...always, "Categorical cross-entropy"]);
  assertStringIncludes(page, "6.25");
});

Deno.test("a report shows errors, facts, layers and their sum", () => {
  const page = drawPage(full);
  for (const text of ["0.100", "0.400", "0.300", "1,234", "encoder.0", "[2, 2, 1]", ">22<"]) {
    assertStringIncludes(page, text);
  }
});

Deno.test("the best and the worst stand over their reconstructions, or in a table where they are no images", () => {
  const { exampleErrors } = full;
  const page = drawPage({ exampleErrors });
  assertEquals([...page.matchAll(/<div><img[^>]*><img[^>]*><small>/g)].length, 2);
  assertEquals(
    [...page.matchAll(/class="bar" style="width:([\d.]+)%/g)].map(([, width]) => width),
    ["50.0", "100.0"],
  );
  const named = (all: readonly { name: string; error: number }[]) =>
    all.map(({ name, error }) => ({ name, error }));
  const { best, worst } = exampleErrors;
  const table = drawPage({ exampleErrors: { shape: [4], best: named(best), worst: named(worst) } });
  assertStringIncludes(
    table,
    '<th scope="row">&lt;one&gt;</th><td class="number">0.500</td><td>b</td>',
  );
  assert(!table.includes("<img") && !table.includes("class of"));
});
