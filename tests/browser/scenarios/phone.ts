/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { assertFitsSideways } from "../page_checks.ts";
import { scenario } from "../scenario.ts";
import { decoders, moved, settled } from "../shown_decoder.ts";

/** The windows of a phone, upright and on its side, and of a small laptop. */
const WINDOWS = [
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 1280, height: 800 },
];

/** The least side of what a finger hits, in pixels. */
const FINGER = 36;

/** The same of what is hit beside its words as well, or lies far from the next. */
const SMALL = 24;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(of: Locator): Promise<Box> {
  const box = await of.boundingBox();
  assert.ok(box, `${of} has a box`);
  return box;
}

/** Asserts that all of a picture is in the window, and that it hides nothing of a control. */
async function assertInView(page: Page, picture: Locator, control: Locator): Promise<void> {
  const seen = await boxOf(picture),
    moved = await boxOf(control),
    { height } = page.viewportSize()!;
  const said = JSON.stringify({ seen, moved, height });
  // Half a pixel is rounding.
  assert.ok(seen.y >= -0.5 && seen.y + seen.height <= height + 0.5, `seen as a whole: ${said}`);
  assert.ok(moved.y >= -0.5 && moved.y + moved.height <= height + 0.5, `at hand: ${said}`);
  const isBeside = seen.x >= moved.x + moved.width;
  assert.ok(isBeside || seen.y + seen.height <= moved.y + 0.5, `above: ${said}`);
}

/** Brings a control to an edge of the window, or to its middle. */
async function scrollTo(control: Locator, block: "start" | "end" | "center"): Promise<void> {
  await control.evaluate((element, block) => element.scrollIntoView({ block }), block);
  // The scroll is in the layout from the next frame on.
  await control.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
}

for (const viewport of WINDOWS) {
  const { width, height } = viewport;
  const isPhone = width < 1000, isLow = height < 400, words = `in a window of ${width} x ${height}`;
  const context = { viewport, ...(isPhone && { hasTouch: true, isMobile: true }) };

  scenario(
    `the picture stays in view beside or above all sliders ${words}`,
    async ({ page, open, screenshot }) => {
      await open("/gallery/models/large/");
      const decoder = decoders(page), picture = decoder.locator(".generate-image canvas");
      await settled(decoder);
      const sliders = decoder.getByRole("slider", { name: /^Direction/ });
      // As the page opens, but for a window that is lower than its heading and a picture.
      if (height < width) await scrollTo(decoder, "start");
      await assertInView(page, picture, sliders.first());
      await decoder.getByRole("button", { name: "More directions" }).click();
      assert.equal(await sliders.count(), 16);
      for (const slider of [sliders.nth(7), sliders.last()]) {
        for (const block of isLow ? ["end"] as const : ["center", "end"] as const) {
          await scrollTo(slider, block);
          await assertInView(page, picture, slider);
        }
        await moved(decoder, () => slider.fill("2"));
      }
      await assertFitsSideways(page);
      // Room is left for more than one of them.
      const { y, height: tall } = await boxOf(picture);
      assert.ok(tall >= 96 && (width > height || y + tall < 0.55 * height), `${y} and ${tall}`);
      await screenshot(`sliders ${width}`);
    },
    { context },
  );

  scenario(
    `a reconstruction stays in view where one chooses its input ${words}`,
    async ({ page, open, screenshot }) => {
      await open("/gallery/models/large/");
      const decoder = decoders(page);
      await settled(decoder);
      await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
      const made = decoder.getByRole("img", { name: "The reconstruction" });
      const drop = decoder.getByRole("slider", { name: "Drop pixels" });
      await scrollTo(drop, isLow ? "end" : "center");
      await assertInView(page, made, drop);
      await assertInView(page, decoder.getByRole("img", { name: "The input" }), drop);
      await assertFitsSideways(page);
      await screenshot(`reconstruct ${width}`);
    },
    { context },
  );

  if (!isPhone) continue;
  scenario(`controls are as large as a finger ${words}`, async ({ page, open }) => {
    for (const path of ["gallery/models/classes/", "gallery/models/flowers/", "search-digits/"]) {
      await open(`/${path}`);
      const decoder = decoders(page);
      await settled(decoder);
      const modes = decoder.getByRole("radio", { name: /^(Generate|Reconstruct|Search)$/ });
      for (let i = 0; i < await modes.count(); i++) {
        await modes.nth(i).check();
        await page.waitForLoadState("networkidle");
        const small = await decoder.evaluate(
          (element, { FINGER, SMALL }) =>
            [...element.shadowRoot!.querySelectorAll("button, select, input, textarea")]
              .map((control) => ({ control, box: control.getBoundingClientRect() }))
              .filter(({ control, box }) => {
                const isSmall = control.matches("[type=checkbox], .rows input, .examples input");
                return box.width > 1 &&
                  Math.min(box.width, box.height) < (isSmall ? SMALL : FINGER);
              })
              .map(({ control, box }) => `${control.outerHTML} ${box.width} ${box.height}`),
          {
            FINGER,
            SMALL,
          },
        );
        assert.deepEqual(small, [], path);
        await assertFitsSideways(page);
      }
    }
  }, { context });
}

scenario("what was looked for stays in view above what was found on a phone", async (
  { page, open, screenshot },
) => {
  await open("/search-digits/");
  const decoder = decoders(page), found = decoder.locator(".found-item");
  await decoder.locator(".query canvas:visible").first().waitFor();
  await found.nth(11).waitFor();
  await scrollTo(found.nth(11), "end");
  await assertInView(page, decoder.locator(".query"), found.nth(11));
  await screenshot("search found 390");
}, { context: { viewport: WINDOWS[0], hasTouch: true, isMobile: true } });
