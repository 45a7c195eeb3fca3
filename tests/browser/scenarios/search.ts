/// <reference lib="dom" />
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator } from "playwright-core";
import { assertFitsSideways, assertFocusableNamed, assertNothingStored } from "../page_checks.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";
import { decoders, noticeOf } from "../shown_decoder.ts";

/** Opens a page that starts with a search, and waits until it has found something. */
async function openSearch({ page, open }: ScenarioTools, name: string): Promise<Locator> {
  await open(`/search-${name}/`);
  const decoder = decoders(page);
  await items(decoder).first().waitFor();
  return decoder;
}

/** The items that were found, as buttons. */
const items = (decoder: Locator) =>
  decoder.getByRole("list", { name: "Nearest items" }).getByRole("button");

/** Waits until what was looked for is shown in these words. */
async function lookedFor(decoder: Locator, words: string | RegExp): Promise<void> {
  await decoder.getByRole("region", { name: "The query" }).getByText(words).waitFor();
}

/** The line on how many were found, by what, and in what time. */
const caption = (decoder: Locator) =>
  decoder.getByRole("region", { name: "What is nearest" }).locator(".note");

/** Waits until the first item that was found is as far as this. */
async function distanceOfFirst(decoder: Locator, distance: string): Promise<void> {
  await items(decoder).first().locator(".found-distance").getByText(distance, { exact: true })
    .waitFor();
}

/** Draws a one on the pad. */
async function drawOne({ page }: ScenarioTools, decoder: Locator): Promise<void> {
  const pad = decoder.getByRole("application");
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  const at = (right: number, down: number) =>
    page.mouse.move(x + right * width, y + down * height, { steps: 6 });
  await at(0.55, 0.2);
  await page.mouse.down();
  await at(0.5, 0.8);
  await page.mouse.up();
}

/** Waits until all pictures that are shown have ink, and gives the most bytes of any. */
async function pictured(decoder: Locator): Promise<void> {
  const canvases = decoder.locator(".found .thumbnail");
  for (let i = 0; i < await canvases.count(); i++) {
    const canvas = await canvases.nth(i).elementHandle() as never;
    await decoder.page().waitForFunction((canvas: HTMLCanvasElement) => {
      const { width, height } = canvas;
      const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
      return data.some((byte, at) => at % 4 === 0 && byte > 128);
    }, canvas);
  }
}

scenario(
  "a digit that is drawn finds digits like it, and one of these finds others",
  async (tools) => {
    const { page, context, requests, note, screenshot } = tools;
    const decoder = await openSearch(tools, "digits");
    await lookedFor(decoder, /^item 1\b/);
    assert.equal(await items(decoder).count(), 12);
    await pictured(decoder);
    assert.match(
      (await caption(decoder).textContent())!,
      /^12 of 2,000, by the cosine of their codes/,
    );
    await drawOne(tools, decoder);
    await lookedFor(decoder, "What the model sees");
    await decoder.getByRole("status").getByText(/^12 nearest, the first is item \d+, \d$/)
      .waitFor();
    await pictured(decoder);
    note((await caption(decoder).textContent())!.split(", ").at(-1)!);
    await screenshot("search digits light");
    const name = (await items(decoder).nth(2).locator(".found-name").textContent())!;
    await items(decoder).nth(2).click();
    await lookedFor(decoder, new RegExp(`^${name}\\b`));
    assert.ok(!(await items(decoder).allTextContents()).some((text) => text.startsWith(name)));
    await decoder.getByRole("combobox", { name: "Show" }).selectOption("24");
    await items(decoder).nth(23).waitFor();
    assert.equal(await items(decoder).count(), 24);
    await assertFocusableNamed(page);
    await assertNothingStored(page, context);
    // Neither what counts words nor another engine was asked for.
    assert.ok(!requests.some((path) => /words|\/ort\//.test(path)), requests.join());
  },
);

scenario("a search is used by keys alone, and the focus stays where it was", async (tools) => {
  const { page } = tools, decoder = await openSearch(tools, "digits");
  await items(decoder).nth(4).focus();
  const name = (await items(decoder).nth(4).locator(".found-name").textContent())!;
  await page.keyboard.press("Enter");
  await lookedFor(decoder, new RegExp(`^${name}\\b`));
  assert.equal(
    await items(decoder).nth(4).evaluate((element) =>
      (element.getRootNode() as ShadowRoot).activeElement === element
    ),
    true,
  );
  const pad = decoder.getByRole("application");
  await pad.focus();
  await page.keyboard.press("Space");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowDown");
  await lookedFor(decoder, "What the model sees");
  // The modes are radio buttons: their keys lead away and back, and the question stays.
  await decoder.getByRole("radio", { name: "Search" }).focus();
  await page.keyboard.press("ArrowLeft");
  await decoder.getByRole("region", { name: "Reconstruction" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await lookedFor(decoder, "What the model sees");
});

scenario(
  "an empty drawing, and a file that is no picture, are told of in a sentence",
  async (tools) => {
    const decoder = await openSearch(tools, "digits");
    await drawOne(tools, decoder);
    await lookedFor(decoder, "What the model sees");
    const before = await items(decoder).allTextContents();
    await decoder.getByRole("button", { name: "Clear" }).click();
    await decoder.getByText("Cannot search with an empty picture: draw something, or choose one.")
      .waitFor();
    await decoder.locator("input[type=file]").setInputFiles({
      ...{ name: "notes.png", mimeType: "image/png" },
      buffer: Buffer.from("no image"),
    });
    await decoder.getByText("notes.png is not an image that this browser can read.").waitFor();
    assert.deepEqual(await items(decoder).allTextContents(), before);
    await decoder.getByTitle("Example").nth(3).click();
    await decoder.getByText(/^Cannot search/).waitFor({ state: "detached" });
    await distanceOfFirst(decoder, "0.0000");
  },
);

scenario("another engine answers the last question alike", async (tools) => {
  const decoder = await openSearch(tools, "digits");
  await decoder.getByTitle("Example").nth(5).click();
  await distanceOfFirst(decoder, "0.0000");
  const before = await items(decoder).allTextContents();
  await decoder.getByRole("radio", { name: "WASM" }).check();
  await decoder.getByText(/^WASM: [\d.]+ ms$/).waitFor();
  await decoder.getByTitle("Example").nth(2).click();
  await lookedFor(decoder, "What the model sees");
  await decoder.getByTitle("Example").nth(5).click();
  await items(decoder).first().getByText(before[0].match(/item \d+/)![0]).waitFor();
  assert.deepEqual(await items(decoder).allTextContents(), before);
});

scenario("a row of numbers finds rows like it, and itself", async (tools) => {
  const { page } = tools, decoder = await openSearch(tools, "flowers");
  await decoder.getByTitle("Example: long").first().click();
  await lookedFor(decoder, "The row that was given");
  await distanceOfFirst(decoder, "0.0000");
  assert.equal(await items(decoder).first().locator(".found-label").textContent(), "long");
  await decoder.getByRole("textbox", { name: /^Or a row of 4 numbers/ }).fill("5, 3, 1.5, 0");
  await items(decoder).first().getByText("round").waitFor();
  assert.equal(await decoder.locator(".thumbnail").count(), 0);
  await assertFocusableNamed(page);
  await assertFitsSideways(page);
});

scenario("words that are typed find texts, and those that no text has are named", async (tools) => {
  const { page, requests, screenshot } = tools, decoder = await openSearch(tools, "texts");
  const field = decoder.getByRole("textbox", { name: "What to look for" });
  await field.fill("rockets launched to the moon with cardamom");
  await lookedFor(decoder, "rockets launched");
  assert.match(
    (await caption(decoder).textContent())!,
    /^12 of \d+: the \d+ nearest by the distance of their codes, sorted by words, in/,
  );
  const labels = await decoder.locator(".found-label").allTextContents();
  assert.deepEqual([...new Set(labels)], ["space"]);
  await decoder.getByRole("status").getByText(/^Left out of the query: cardamom, not among the/)
    .waitFor();
  await screenshot("search texts light");
  await field.fill("cardamom");
  await decoder.getByText('Cannot search with "cardamom": its word cardamom is not among the')
    .waitFor();
  await field.fill("");
  await decoder.getByText(
    "Cannot search with an empty text: expected words of two letters or more.",
  )
    .waitFor();
  await decoder.getByRole("combobox", { name: "Show" }).selectOption("60");
  await field.fill("bread, butter, salt, dough");
  await lookedFor(decoder, "bread, butter");
  // What a text holds is text, whatever it looks like.
  await decoder.getByText(/^<b>.*<\/b><img src=x>$/).first().waitFor();
  assert.equal(await decoder.locator("b, img").count(), 0);
  await assertFocusableNamed(page);
  assert.equal(requests.filter((path) => path.endsWith("isthmus-words.js")).length, 1);
});

for (const name of ["digits", "texts"]) {
  scenario(`a search of ${name} fits a phone, in the dark`, async (tools) => {
    const { page, screenshot } = tools, decoder = await openSearch(tools, name);
    if (name === "digits") await pictured(decoder);
    await assertFitsSideways(page);
    await screenshot(`search ${name} dark narrow`);
  }, { context: { viewport: { width: 390, height: 844 }, colorScheme: "dark" } });
}

scenario(
  "files of an index that are missing or changed are told of, and asked for again",
  async (tools) => {
    const { page, open, context, expectErrors } = tools;
    const decoder = decoders(page);
    const refused = async (
      path: string,
      answer: { status?: number; body?: Buffer },
      why: RegExp,
    ) => {
      const pattern = (url: URL) => url.pathname.endsWith(path);
      await context.route(pattern, (route) => route.fulfill(answer));
      await open("/search-digits/");
      await decoder.getByRole("button", { name: "Try again" }).waitFor();
      assert.match(await noticeOf(decoder), why);
      await context.unroute(pattern);
      await decoder.getByRole("button", { name: "Try again" }).click();
      await items(decoder).first().waitFor();
      await decoder.getByRole("button", { name: "Try again" }).waitFor({ state: "hidden" });
    };
    expectErrors(/404/);
    expectErrors(/ERR_ABORTED/);
    const noise = Buffer.from("noise");
    await refused(
      "/codes.npy",
      { status: 404 },
      /^Cannot search: .*codes\.npy was answered by 404$/,
    );
    await refused("/codes.npy", { body: noise }, /codes\.npy is not the file that the index was/);
    await refused(
      "/index.json",
      { body: noise },
      /^Cannot read .*index\.json as an index: it is not/,
    );
    await refused(
      "/items/0.jsonl",
      { body: noise },
      /items\/0\.jsonl is not the file that the index/,
    );
    await refused(
      "/search.wasm",
      { status: 404 },
      /^Cannot search: .*search\.wasm was answered by 404$/,
    );
    await refused(
      "/isthmus-search.js",
      { status: 404 },
      /^Cannot search: .*isthmus-search\.js could/,
    );
    await refused(
      "/thumbnails/0.png",
      { body: noise },
      /thumbnails\/0\.png is not the file that the/,
    );
  },
);
