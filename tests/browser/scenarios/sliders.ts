/// <reference lib="dom" />
import assert from "node:assert/strict";
import { assertFocusableNamed, tabStops } from "../page_checks.ts";
import { assertClose, codeSpaceAt, decoded } from "../reference.ts";
import { scenario } from "../scenario.ts";
import { decoders, moved, settled } from "../shown_decoder.ts";

const PAGE = "/gallery/models/large/", MODEL = `${PAGE}model`;

scenario("sliders move a large code along its leading directions, by keys too", async (
  { page, open, serverAddress },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  const { spread } = await codeSpaceAt(serverAddress + MODEL);
  const { mean, directions, deviations } = spread!;
  assertClose((await settled(decoder)).code, mean, 0);
  const slider = decoder.getByRole("slider", { name: "Direction 2", exact: true });
  await slider.focus();
  assert.equal(await slider.getAttribute("aria-valuetext"), "0.00 standard deviations");
  const along = (to: number, k: number) =>
    mean.map((value, i) => value + to * deviations[k] * directions.values[k * mean.length + i]);
  const one = await moved(decoder, () => page.keyboard.press("ArrowRight"));
  assertClose(one.code, along(0.05, 1));
  assertClose(one.image, await decoded(serverAddress + MODEL, one));
  assert.equal(await slider.getAttribute("aria-valuetext"), "0.05 standard deviations");
  const end = await moved(decoder, () => page.keyboard.press("End"));
  assertClose(end.code, along(3, 1));
  const reset = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Reset Direction 2", exact: true }).click(),
  );
  assertClose(reset.code, mean);
  // What a mouse does on a slider is the browser's own.
  const third = decoder.getByRole("slider", { name: "Direction 3", exact: true });
  const low = await moved(decoder, () => third.fill("-1.5"));
  assertClose(low.code, along(-1.5, 2));
  const home = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Mean code" }).click(),
  );
  assertClose(home.code, mean, 0);
});

scenario("directions of little variance are hidden until they are asked for", async (
  { page, open },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  await settled(decoder);
  const sliders = decoder.getByRole("slider", { name: /^Direction/ });
  assert.equal(await sliders.count(), 10);
  await assertFocusableNamed(page);
  const stops = (await tabStops(page)).filter((stop) => stop.startsWith("input Direction"));
  assert.deepEqual(stops, Array.from({ length: 10 }, (_, i) => `input Direction ${i + 1}`));
  await decoder.getByRole("button", { name: "More directions" }).click();
  assert.equal(await sliders.count(), 16);
  await decoder.getByRole("button", { name: "Fewer directions" }).click();
  assert.equal(await sliders.count(), 10);
});
