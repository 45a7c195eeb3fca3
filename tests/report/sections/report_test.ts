import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { renderReport, type Report } from "../../../src/report/sections/mod.ts";

const inputs = Float32Array.from({ length: 8 }, (_, i) => i / 8);

const report: Report = {
  title: "tiny <model>",
  summary: "A model of 2 code values reconstructs with a squared error of 0.1 & no more.",
  facts: [{ name: "Seed", value: 0 }, { name: "Parameters", value: 1234 }],
  methods: [
    { name: "Autoencoder", codeSize: 2, squaredError: 0.1, meanSquaredError: 0.025 },
    {
      name: "PCA",
      codeSize: 2,
      squaredError: 0.4,
      meanSquaredError: 0.1,
      binaryCrossEntropy: 0.3,
    },
  ],
  history: [
    { epoch: 1, trainingLoss: 0.5, validationLoss: 0.6, validationError: 2, learningRate: 0.1 },
    { epoch: 2, trainingLoss: 0.4, validationLoss: 0.5, validationError: 1, learningRate: 0.05 },
  ],
  bestEpoch: 2,
  inputShape: [2, 2, 1],
  reconstructions: {
    inputs,
    methods: [{ name: "Autoencoder", outputs: inputs.map((value) => value + 0.5) }],
    names: ["<one>", "two"],
  },
  examples: inputs,
  codes: {
    points: { shape: [2, 2], values: new Float32Array([0, 1, 2, 3]) },
    axes: ["code 1", "code 2"],
    labels: [0, 1],
    classes: ["one", "two"],
  },
  layers: [
    { path: "encoder.0", type: "dense", outputShape: [2], parameters: 10 },
    { path: "decoder.0", type: "dense", outputShape: [2, 2, 1], parameters: 12 },
  ],
  madeBy: "Isthmus",
};

Deno.test("renderReport() needs no network and no script", () => {
  const page = renderReport(report);
  assert(!/<script|<link|@import|url\(|javascript:|\son\w+=/i.test(page));
  const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  // Two inputs, two reconstructions and the sheet.
  assertEquals(addresses.length, 5);
  assert(addresses.every((address) => address.startsWith("data:image/png;base64,")));
});

Deno.test("renderReport() shows errors, facts, layers and their sum", () => {
  const page = renderReport(report);
  // Four values off by one half: 4 × 0.25.
  assertEquals(page.match(/<small>1\.00<\/small>/g)?.length, 2);
  for (const text of ["0.100", "0.400", "0.300", "1,234", "encoder.0", "[2, 2, 1]", ">22<"]) {
    assertStringIncludes(page, text);
  }
});

Deno.test("renderReport() escapes every text", () => {
  const page = renderReport(report);
  assertStringIncludes(page, "<title>tiny &lt;model&gt;</title>");
  assertStringIncludes(page, "0.1 &amp; no more");
  assertStringIncludes(page, 'alt="Input 1: &lt;one&gt;"');
  assert(!page.includes("<model>") && !page.includes("<one>"));
});

Deno.test("renderReport() closes what it opens, and describes every image", () => {
  const page = renderReport(report);
  const open: string[] = [];
  for (const [, end, name] of page.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (name === "img" || name === "meta") continue;
    if (end === "") open.push(name);
    else assertEquals(open.pop(), name);
  }
  assertEquals(open, []);
  for (const [image] of page.matchAll(/<img[^>]*>/g)) assertMatch(image, / alt="[^"]+"/);
  assertEquals(
    page.match(/<svg/g)?.length,
    page.match(/<svg[^>]*role="img"[^>]*><title>/g)?.length,
  );
  assertEquals(page.match(/<table/g)?.length, page.match(/<caption/g)?.length);
});

Deno.test("renderReport() leaves out the sections that have nothing to show", () => {
  const page = renderReport({
    title: "bare",
    summary: "Nothing.",
    facts: [],
    methods: [],
    history: [],
    inputShape: [3],
    layers: [],
  });
  assert(!page.includes("<section"));
});

Deno.test("renderReport() draws vectors, and refuses reconstructions of another size", () => {
  const page = renderReport({ ...report, inputShape: [4] });
  assertStringIncludes(page, "2 inputs of shape [4].");
  const methods = [{ name: "PCA", outputs: new Float32Array(3) }];
  assertThrows(
    () => renderReport({ ...report, reconstructions: { inputs, methods } }),
    RangeError,
    "Cannot show the reconstructions by PCA",
  );
});
