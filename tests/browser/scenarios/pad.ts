/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { assertFocusableNamed, tabStops } from "../page_checks.ts";
import { assertClose, codeSpaceAt, decoded } from "../reference.ts";
import { scenario } from "../scenario.ts";
import { decoders, type DecoderState, moved, settled, until } from "../shown_decoder.ts";

const PAGE = "/gallery/models/plane/", MODEL = `${PAGE}model`;

/** The place on the page of a share of the pad's way right and down. */
async function placeOn(decoder: Locator, [right, down]: readonly [number, number]) {
  const { x, y, width, height } = (await decoder.locator(".pad-map").boundingBox())!;
  return [x + right * width, y + down * height] as const;
}

/** Asserts that codes at three places of a pad lie as the places do: right, and up. */
function assertPlaced(
  [centre, right, up]: readonly DecoderState[],
  tolerance: number,
): void {
  assert.ok(right.code[0] > centre.code[0] + 10 * tolerance);
  assert.ok(Math.abs(right.code[1] - centre.code[1]) <= tolerance);
  assert.ok(up.code[1] > centre.code[1] + 10 * tolerance);
  assert.ok(Math.abs(up.code[0] - centre.code[0]) <= tolerance);
}

scenario("a mouse drags the code over the pad, and the image is the decoder's of it", async (
  { page, open, serverAddress },
) => {
  await open(PAGE);
  const decoder = decoders(page), { counts } = await settled(decoder);
  assert.equal(counts.code, 0);
  const at = async (right: number, down: number) =>
    page.mouse.move(...await placeOn(decoder, [right, down]));
  await at(0.5, 0.5);
  assert.equal(
    (await settled(decoder)).counts.code,
    0,
    "a mouse without a pressed button moved it",
  );
  const centre = await moved(decoder, () => page.mouse.down());
  const right = await moved(decoder, () => at(0.75, 0.5));
  const up = await moved(decoder, () => at(0.5, 0.25));
  assertPlaced([centre, right, up], 1e-5);
  for (const state of [centre, right, up]) {
    assertClose(state.image, await decoded(serverAddress + MODEL, state));
  }
  // Beyond the pad it stays at the edge, as long as the button is pressed.
  const edge = await moved(decoder, () => at(1.2, 0.5));
  const corner = await moved(decoder, () => at(1.3, -0.1));
  assert.equal(corner.code[0], edge.code[0]);
  assert.ok(corner.code[1] > up.code[1]);
  await page.mouse.up();
  await at(0.3, 0.3);
  assert.deepEqual((await settled(decoder)).code, corner.code);
  const told = await decoder.evaluate((element) =>
    (element as unknown as { told: { code: { code: Float32Array }[] } }).told.code
      .map(({ code }) => Array.from(code))
  );
  assert.deepEqual(told.at(-1), corner.code);
  assert.ok(told.every(({ length }) => length === 2));
});

/** A finger from place to place; what it does in between is as the page handles it. */
async function drag(page: Page, places: readonly (readonly [number, number])[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const send = (type: "touchStart" | "touchMove" | "touchEnd", place?: readonly [number, number]) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: place ? [{ x: place[0], y: place[1] }] : [],
    });
  await send("touchStart", places[0]);
  for (const place of places.slice(1)) await send("touchMove", place);
  await send("touchEnd");
  await session.detach();
}

scenario(
  "a finger drags the code over the pad without scrolling the page, and taps it",
  async ({ page, open, serverAddress }) => {
    await open(PAGE);
    const decoder = decoders(page);
    await settled(decoder);
    await page.evaluate(() => document.body.style.setProperty("min-height", "3000px"));
    // The picture above the pad has the first half of the window.
    await decoder.evaluate((element) => element.scrollIntoView());
    const before = await page.evaluate(() => scrollY);
    const places: (readonly [number, number])[] = [];
    for (let i = 0; i <= 8; i++) places.push(await placeOn(decoder, [0.5, 0.9 - 0.1 * i]));
    const state = await moved(decoder, () => drag(page, places));
    assertClose(state.image, await decoded(serverAddress + MODEL, state));
    assert.equal(await page.evaluate(() => scrollY), before);
    const taps: DecoderState[] = [];
    for (const [right, down] of [[0.5, 0.5], [0.75, 0.5], [0.5, 0.25]] as const) {
      const place = await placeOn(decoder, [right, down]);
      taps.push(await moved(decoder, () => page.touchscreen.tap(...place)));
    }
    assertPlaced(taps, 1e-5);
    // The same finger beside the pad scrolls.
    const { x, y, height } = (await decoder.locator(".actions").boundingBox())!;
    await drag(page, Array.from({ length: 9 }, (_, i) => [x + 2, y + height - 20 * i] as const));
    await page.waitForFunction((before) => scrollY > before, before);
  },
  { context: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } } },
);

scenario("keys reach the pad and move its code, and what is said follows", async (
  { page, open, serverAddress },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  const { code: [x, y] } = await settled(decoder);
  const { spread } = await codeSpaceAt(serverAddress + MODEL);
  assertClose([x, y], spread!.mean, 0);
  const first = decoder.getByRole("slider", { name: "First value" });
  const second = decoder.getByRole("slider", { name: "Second value" });
  await page.keyboard.press("Tab");
  for (let i = 0; i < 9 && !await first.evaluate(isFocused); i++) await page.keyboard.press("Tab");
  assert.ok(await first.evaluate(isFocused), "Tab does not reach the pad");
  const ends = await first.evaluate((input) => {
    const { min, max } = input as HTMLInputElement;
    return [Number(min), Number(max)];
  });
  const step = (ends[1] - ends[0]) / 50;
  const said = await first.getAttribute("aria-valuetext");
  assert.match(said!, /^first value [−\d.]+, second value [−\d.]+(, near class \d)?$/);
  const right = await moved(decoder, () => page.keyboard.press("ArrowRight"));
  assertClose(right.code, [x + step, y]);
  assertClose(right.image, await decoded(serverAddress + MODEL, right));
  assert.notEqual(await first.getAttribute("aria-valuetext"), said);
  const far = await moved(decoder, () => page.keyboard.press("Shift+ArrowRight"));
  assertClose(far.code, [Math.min(ends[1], x + 6 * step), y]);
  const up = await moved(decoder, () => page.keyboard.press("ArrowUp"));
  assert.ok(up.code[1] > y && up.code[0] === far.code[0]);
  assert.ok(await second.evaluate(isFocused), "the value that moves has the focus");
  const home = await moved(decoder, () => page.keyboard.press("Home"));
  assertClose(home.code, [x, y], 0);
  assert.equal(await first.getAttribute("aria-valuetext"), said);
});

function isFocused(element: Element): boolean {
  return (element.getRootNode() as ShadowRoot).activeElement === element;
}

scenario("all that takes the focus has a name, in an order that makes sense", async (
  { page, open },
) => {
  await open(PAGE);
  await settled(decoders(page));
  await assertFocusableNamed(page);
  const stops = await tabStops(page);
  assert.deepEqual(stops.filter((stop) => !/^(a|div) /.test(stop)), [
    "input Generate",
    "input Lite",
    "input First value",
    ...Array.from({ length: 10 }, (_, label) => `button ${label}`),
    "button Random sample",
    "button Interpolate",
  ]);
});

scenario("a code that a script sets is marked on the pad, and told to nobody", async (
  { page, open },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  const { code } = await settled(decoder);
  const mark = () => decoder.locator(".pad-ring").boundingBox();
  const before = (await mark())!;
  await decoder.evaluate((element, to) => {
    (element as unknown as { code: number[] }).code = to;
  }, [code[0] + 0.5, code[1]]);
  const after = await settled(decoder);
  assert.deepEqual([after.counts.code, after.counts.image], [0, 2]);
  await until(decoder, ({ told }) => told!.image.length === 2);
  const moved = (await mark())!;
  assert.ok(moved.x > before.x && Math.abs(moved.y - before.y) < 1);
});
