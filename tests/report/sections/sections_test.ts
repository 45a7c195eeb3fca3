import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { renderReport, type Report } from "../../../src/report/sections/mod.ts";

const bare: Report = {
  title: "bare",
  summary: "Nothing.",
  facts: [],
  methods: [],
  history: [],
  inputShape: [2, 2, 1],
  layers: [],
};

const full: Report = {
  ...bare,
  facts: [{ name: "Seed", value: 0 }],
  methods: [{ name: "Autoencoder", codeSize: 2, squaredError: 1, meanSquaredError: 0.25 }],
  history: [{ epoch: 1, trainingLoss: 1 }],
  examples: new Float32Array(8),
  latents: {
    activeLatents: 1.5,
    explained: 0.9,
    deadFraction: 0.5,
    deadWhen: "it fires on no test example",
    size: 2,
    rates: new Float32Array([0, 0.5]),
    shown: [],
  },
  weights: [{ title: "filters", images: new Float32Array([1, 0, 0, -1]), shape: [2, 2] }],
  featureMaps: {
    input: new Float32Array(4),
    inputShape: [2, 2, 1],
    layers: [{
      path: "encoder.0",
      type: "conv2d",
      shape: [2, 1, 1],
      values: new Float32Array([1, 2]),
    }],
  },
  sheets: [{
    title: "k = <5>",
    caption: "Atoms",
    images: new Float32Array([1, 0, 0, -1]),
    shape: [2, 2],
  }],
  layers: [{ path: "encoder.0", type: "dense", outputShape: [2], parameters: 10 }],
};

const headings = (page: string) => [...page.matchAll(/<h2>([^<]*)/g)].map(([, title]) => title);

Deno.test("renderReport() shows each section in its place, and only those that are given", () => {
  assertEquals(headings(renderReport(bare)), []);
  assertEquals(headings(renderReport(full)), [
    "Test error",
    "Reconstructions",
    "Latents",
    "Weights",
    "Feature maps",
    "Images",
    "Training",
    "Model",
    "Facts",
  ]);
  for (
    const [field, heading] of [
      ["latents", "Latents"],
      ["weights", "Weights"],
      ["featureMaps", "Feature maps"],
      ["sheets", "Images"],
    ] as const
  ) {
    assertEquals(headings(renderReport({ ...bare, [field]: full[field] })), [heading]);
  }
  assertEquals(headings(renderReport({ ...bare, weights: [], sheets: [] })), []);
});

Deno.test("renderReport() keeps all its images inside of the page, and names them", () => {
  const page = renderReport(full);
  assert(
    !/<script|<link|@import|url\(|javascript:|https?:(?!\/\/www\.w3\.org\/2000\/svg)/i.test(page),
  );
  const images = page.match(/<img[^>]*>/g) ?? [];
  // Examples, filters, an input, one map and a sheet.
  assertEquals(images.length, 5);
  for (const image of images) {
    assertMatch(image, / src="data:image\/png;base64,/);
    assertMatch(image, / alt="[^"]+"/);
  }
  assertStringIncludes(page, "k = &lt;5&gt;");
  const open: string[] = [];
  for (const [, end, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (name === "img" || name === "meta") continue;
    if (end === "") open.push(name);
    else assertEquals(open.pop(), name);
  }
  assertEquals(open, []);
});

Deno.test("the terms of a loss are drawn apart: the reconstruction and each penalty", () => {
  const history = [1, 2, 3].map((epoch) => ({
    epoch,
    trainingLoss: 3 / epoch,
    reconstructionLoss: 2 / epoch,
    penalties: { kl_gaussian: 0.5 / epoch, code_l1: 1 / epoch },
  }));
  const page = renderReport({ ...full, history });
  for (
    const title of ["Reconstruction loss by epoch", "kl_gaussian by epoch", "code_l1 by epoch"]
  ) {
    assertStringIncludes(page, title);
  }
  assertEquals(renderReport(full).includes("Reconstruction loss by epoch"), false);
});
