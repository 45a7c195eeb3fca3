/// <reference lib="dom" />
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "playwright-core";
import { assertFitsSideways, assertFocusableNamed } from "../page_checks.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";

const planes = (page: Page) => page.getByRole("application");

/** Opens a map and waits until it is painted. */
async function open({ page, openMap }: ScenarioTools, name: string): Promise<Locator> {
  await openMap(name);
  await page.getByText(/in view, as a table$/).waitFor();
  await coloursOn(planes(page).first(), (colours) => colours.size > 2);
  return planes(page).first();
}

/** Waits until the colours on a map are as asked, and gives them with their numbers of pixels. */
async function coloursOn(
  plane: Locator,
  isSo: (colours: Map<string, number>) => boolean,
): Promise<Map<string, number>> {
  for (;;) {
    const colours = new Map(
      await plane.locator("canvas").first().evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas, counts: Record<string, number> = {};
        if (width < 2) return [];
        const { data } = canvas.getContext("2d")!.getImageData(0, 0, width, height);
        for (let i = 0; i < data.length; i += 4) {
          const colour = data.slice(i, i + 3).join();
          counts[colour] = (counts[colour] ?? 0) + 1;
        }
        return Object.entries(counts);
      }),
    );
    if (isSo(colours)) return colours;
  }
}

/** The place of an item of the grid on its map of 7 × 7 items of which all are in view. */
async function placeOnGrid(plane: Locator, item: number): Promise<{ x: number; y: number }> {
  const box = (await plane.locator("canvas").first().boundingBox())!;
  const scale = 0.92 * Math.min(box.width, box.height) / 12;
  return {
    x: box.x + box.width / 2 + scale * (2 * (item % 7) - 6),
    y: box.y + box.height / 2 - scale * (2 * Math.floor(item / 7) - 6),
  };
}

const said = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text }).first().waitFor();

scenario(
  "the page of a map of 60,000 items asks for nothing but itself, and stores nothing",
  async (
    tools,
  ) => {
    const { page, context, requests, note } = tools;
    const plane = await open(tools, "many");
    assert.equal(requests.length, 1);
    assert.match(requests[0], /maps\/many\.html$/);
    await page.getByText("60,000 items on one map.").waitFor();
    await page.getByText("60,000 items of 60,000 in view, as a table").waitFor();
    await assertFocusableNamed(page);
    await assertFitsSideways(page);
    const interval = await plane.evaluate(async (element) => {
      const times: number[] = [];
      let last = performance.now();
      for (let i = 0; i < 40; i++) {
        element.dispatchEvent(
          new KeyboardEvent("keydown", {
            key: i % 2 ? "ArrowLeft" : "ArrowRight",
            cancelable: true,
          }),
        );
        await new Promise(requestAnimationFrame);
        times.push(performance.now() - last);
        last = performance.now();
      }
      return times.sort((a, b) => a - b)[20];
    });
    note(`a frame of a pan takes ${interval.toFixed(0)} ms`);
    const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
    assert.equal(stored, 0);
    assert.deepEqual(await context.cookies(), []);
    await tools.screenshot("map of many light");
  },
);

scenario("keys pan and zoom a map, and tell the item in its middle", async (tools) => {
  const { page } = tools, plane = await open(tools, "grid");
  await plane.focus();
  await page.keyboard.press("+");
  // The item 24 is in the middle of 7 × 7.
  await said(page, /^item-24, label apples, row 3, right side/);
  for (let i = 0; i < 3; i++) await page.keyboard.press("+");
  const inView = page.locator("summary");
  await page.waitForFunction(
    () =>
      !document.querySelector("#map")!.shadowRoot!.querySelector("summary")!.textContent!
        .startsWith("49 items"),
  );
  const before = await inView.textContent();
  for (let i = 0; i < 16; i++) await page.keyboard.press("ArrowRight");
  await said(page, "No item near the middle");
  await inView.filter({ hasText: "0 items of 49" }).waitFor();
  assert.notEqual(before, await inView.textContent());
  await page.keyboard.press("0");
  await said(page, "All 49 items");
  await inView.filter({ hasText: "49 items of 49" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+ArrowUp");
  await said(page, /^item-31,/);
  await page.keyboard.press("Shift+ArrowLeft");
  await said(page, /^item-30,/);
  await page.keyboard.press("Enter");
  await said(page, "1 item selected");
  await page.getByRole("button", { name: "Let go of the selection" }).click();
});

scenario(
  "a pointer on a map shows the item below it, whatever its name and class are made of",
  async (tools) => {
    const { page } = tools, plane = await open(tools, "grid");
    const card = page.locator(".card");
    const { x, y } = await placeOnGrid(plane, 3);
    await page.mouse.move(x + 3, y - 2);
    await card.waitFor();
    assert.equal(await card.locator(".card-name").textContent(), "item-3");
    assert.deepEqual(await card.locator("dd").allTextContents(), [`<b>"drums"</b>`, "0"]);
    assert.equal(await card.locator(".card-text").textContent(), "right side");
    await page.mouse.down();
    await page.mouse.up();
    await page.getByRole("button", { name: "Let go of the selection" }).waitFor();
    await page.mouse.move(x + 30, y - 30);
    await card.waitFor({ state: "hidden" });
  },
);

scenario("a search makes what it finds stand out on a map, and Enter goes to it", async (tools) => {
  const { page } = tools, plane = await open(tools, "grid");
  const before = await coloursOn(plane, (colours) => colours.size > 4);
  const field = page.getByRole("searchbox", { name: "Search" });
  await field.fill("needle");
  await page.getByText("0 items found").waitFor();
  await field.fill("item-2");
  await page.getByText("11 items found").waitFor();
  // The colour of the first class is left for what was found alone.
  const blue = before.get("63,144,218")!;
  await coloursOn(plane, (colours) => (colours.get("63,144,218") ?? 0) < blue / 2);
  await field.press("Enter");
  await page.getByText("1 of 11 items found: item-2").waitFor();
  await field.press("Enter");
  await page.getByText("2 of 11 items found: item-20").waitFor();
  assert.equal(await page.locator(".card-name").textContent(), "item-20");
  await field.press("Escape");
  await page.getByText(/found/).waitFor({ state: "hidden" });
});

scenario(
  "the table of a map holds the items in view, and the words are typical for them",
  async (tools) => {
    const { page } = tools, plane = await open(tools, "grid");
    await page.locator("summary").click();
    const rows = page.getByRole("table").getByRole("button");
    await page.getByText("all 49 items in view", { exact: true }).waitFor();
    assert.equal(await rows.count(), 49);
    assert.equal(await rows.first().textContent(), "item-24");
    // A drag to the right edge leaves the left half in view.
    const box = (await plane.boundingBox())!, from = await placeOnGrid(plane, 24);
    await page.mouse.move(from.x, from.y - 9);
    await page.mouse.down();
    await page.mouse.move(from.x + 9, from.y - 9);
    await page.mouse.move(box.x + box.width - 4, from.y - 9);
    await page.mouse.up();
    const names = await expectRows(page, (all) => all.length < 49 && all.length > 0);
    assert.deepEqual(new Set(names.map((name) => Number(name.slice(5)) % 7 < 4)), new Set([true]));
    const words = page.locator(".words");
    await words.filter({ hasText: /left 21 of 21/ }).waitFor();
    await rows.filter({ hasText: /^item-7$/ }).click();
    await said(page, "item-7");
  },
);

/** Waits until the names of the table are as asked. */
async function expectRows(
  page: Page,
  isSo: (names: readonly string[]) => boolean,
): Promise<string[]> {
  for (;;) {
    const names = await page.getByRole("table").getByRole("button").allTextContents();
    if (isSo(names)) return names;
  }
}

scenario("the table of a large map says which rows it has", async (tools) => {
  const { page } = tools;
  await open(tools, "many");
  await page.locator("summary").click();
  await page.getByText("the 100 nearest to the middle of 60,000 items in view").waitFor();
  assert.equal(await page.getByRole("table").getByRole("button").count(), 100);
});

scenario(
  "the classes of a map are switched off and on, and colours tell another column",
  async (tools) => {
    const { page } = tools, plane = await open(tools, "grid");
    const blue = "63,144,218";
    await coloursOn(plane, (colours) => colours.has(blue));
    const entry = page.getByRole("button", { name: "apples, 13 items" });
    await entry.click();
    assert.equal(await entry.getAttribute("aria-pressed"), "false");
    await coloursOn(plane, (colours) => !colours.has(blue));
    await page.locator("summary").filter({ hasText: "36 items of 49 in view" }).waitFor();
    await page.getByRole("button", { name: "All on" }).click();
    await coloursOn(plane, (colours) => colours.has(blue));
    await page.getByRole("combobox", { name: "Colours tell" }).selectOption("row");
    await coloursOn(plane, (colours) => colours.has("62,74,137") && !colours.has(blue));
    await page.getByRole("combobox", { name: "Colours tell" }).selectOption("nothing");
    await coloursOn(plane, (colours) => colours.has(blue) && !colours.has("62,74,137"));
  },
);

scenario(
  "of two maps, both mark the item that one shows, and both have one selection",
  async (tools) => {
    const { page } = tools;
    await open(tools, "two");
    const [left, right] = [planes(page).first(), planes(page).nth(1)];
    const [a, b] = [(await left.boundingBox())!, (await right.boundingBox())!];
    assert.ok(b.x >= a.x + a.width && Math.abs(a.y - b.y) < 2, "they are side by side");
    await left.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await said(page, /^item-/);
    assert.deepEqual(
      await page.locator(".shown-mark").evaluateAll((all) =>
        all.map((each) => (each as HTMLElement).checkVisibility())
      ),
      [true, true],
    );
    assert.deepEqual(
      await page.locator(".card").evaluateAll((all) =>
        all.map((each) => (each as HTMLElement).checkVisibility())
      ),
      [true, false],
    );
    await page.keyboard.press("Escape");
    await page.keyboard.down("Shift");
    await page.mouse.move(a.x + 5, a.y + 5);
    await page.mouse.down();
    await page.mouse.move(a.x + a.width / 2, a.y + a.height - 5);
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const count = page.getByRole("button", { name: "Let go of the selection" });
    const selected = parseInt((await count.textContent())!);
    assert.ok(selected > 30 && selected < 270, `${selected} are selected`);
    await tools.screenshot("two maps");
    await count.click();
    await count.waitFor({ state: "hidden" });
  },
  { context: { viewport: { width: 1200, height: 800 } } },
);

scenario("a picture of the maps is a PNG file of their title", async (tools) => {
  const { page } = tools;
  await open(tools, "two");
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save a picture" }).click();
  const download = await coming;
  assert.equal(download.suggestedFilename(), "Two-maps.png");
  const bytes = await readFile(await download.path());
  assert.deepEqual([...bytes.subarray(0, 8)], [137, 80, 78, 71, 13, 10, 26, 10]);
  assert.ok(bytes.readUInt32BE(16) > 400 && bytes.readUInt32BE(20) > 300);
});

scenario("a map is dark where that is preferred, and fits a telephone", async (tools) => {
  const { page } = tools, plane = await open(tools, "two");
  await assertFitsSideways(page);
  const colours = await coloursOn(plane, (found) => found.size > 2);
  const [[most]] = [...colours].sort(([, a], [, b]) => b - a);
  assert.equal(most, "21,25,30");
  await tools.screenshot("two maps dark narrow");
  await page.emulateMedia({ colorScheme: "light" });
  await coloursOn(plane, (found) => found.has("255,255,255") && !found.has("21,25,30"));
}, { context: { viewport: { width: 360, height: 780 }, colorScheme: "dark" } });

scenario(
  "two fingers enlarge a map around the place between them, and one shows an item",
  async (tools) => {
    const { page } = tools, plane = await open(tools, "grid");
    const { x, y } = await placeOnGrid(plane, 24);
    const session = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number) =>
      session.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: type === "touchEnd"
          ? []
          : [{ x: x - apart, y, id: 1 }, { x: x + apart, y, id: 2 }],
      });
    await touch("touchStart", 20);
    for (const apart of [30, 40, 60, 80]) await touch("touchMove", apart);
    await touch("touchEnd", 0);
    await page.locator("summary").filter({ hasText: /^(?!49 )\d+ items? of 49/ }).waitFor();
    // A first tap shows an item, and a second one selects it.
    await page.touchscreen.tap(x, y);
    await page.locator(".card-name").filter({ hasText: "item-24" }).waitFor();
    const selected = page.getByRole("button", { name: "Let go of the selection" });
    assert.equal(await selected.isVisible(), false);
    await page.touchscreen.tap(x, y);
    await selected.waitFor();
  },
  { context: { hasTouch: true } },
);
