/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { assertFitsSideways, assertFocusableNamed } from "../page_checks.ts";
import { scenario } from "../scenario.ts";

/** The plot of the first curves of the page. */
const plotOf = (page: Page) => page.getByRole("group", { name: "Loss by epoch" });

const valuesOn = (plot: Locator) => plot.getByRole("status").innerText();

/** A place on a plot by its shares of the width and the height. */
async function placeOn(plot: Locator, [right, down]: readonly [number, number]) {
  const box = (await plot.boundingBox())!;
  return [box.x + right * box.width, box.y + down * box.height] as const;
}

/** The marks of the axis below. */
const marks = (plot: Locator) => plot.locator("text[text-anchor=middle]").allTextContents();

scenario(
  "curves say their values under the pointer, and at the arrows of a keyboard",
  async (tools) => {
    const { page, openMap, requests } = tools;
    await openMap("curves");
    const plot = plotOf(page);
    await page.mouse.move(...await placeOn(plot, [0.98, 0.5]));
    assert.equal(await valuesOn(plot), "epoch 40\nfirst\n0.02500\nsecond\n0.05000");
    await page.mouse.move(...await placeOn(plot, [0.05, 0.5]));
    assert.match(await valuesOn(plot), /^epoch 1\nfirst\n1\.000\nsecond\n2\.000$/);
    await page.mouse.move(0, 0);
    assert.equal(await plot.getByRole("status").count(), 0);
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.match(await valuesOn(plot), /^epoch 2\n/);
    await assertFocusableNamed(page);
    assert.equal(requests.length, 1);
  },
);

scenario(
  "a drag shows a part of curves, and the axis becomes logarithmic and back",
  async ({ page, openMap }) => {
    await openMap("curves");
    const plot = plotOf(page), all = page.getByRole("button", { name: "Show all" });
    const whole = await marks(plot), axis = page.getByLabel("logarithmic axis").first();
    assert.equal(await all.count(), 0);
    assert.equal(await axis.isChecked(), true);
    await axis.uncheck();
    assert.ok((await plot.locator("text").allTextContents()).includes("0"));
    await page.mouse.move(...await placeOn(plot, [0.4, 0.5]));
    await page.mouse.down();
    await page.mouse.move(...await placeOn(plot, [0.6, 0.5]));
    await page.mouse.up();
    const part = await marks(plot);
    assert.notDeepEqual(part, whole);
    await page.mouse.move(...await placeOn(plot, [0.98, 0.5]));
    const [, epoch] = /^epoch (\d+)\n/.exec(await valuesOn(plot))!;
    assert.ok(Number(epoch) > 15 && Number(epoch) < 30, epoch);
    await all.first().click();
    assert.deepEqual(await marks(plot), whole);
  },
);

scenario(
  "without a script curves are shown as they are, and a phone has room for them",
  async ({ page, openMap }) => {
    await openMap("curves");
    assert.equal(await page.locator("figure.curves svg").count(), 2);
    assert.equal(await page.getByRole("group").count(), 0);
    await assertFitsSideways(page);
  },
  { context: { javaScriptEnabled: false, viewport: { width: 390, height: 844 } } },
);
