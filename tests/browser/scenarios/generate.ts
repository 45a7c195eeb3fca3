/// <reference lib="dom" />
import assert from "node:assert/strict";
import { assertClose, decoded } from "../reference.ts";
import { scenario } from "../scenario.ts";
import {
  addDecoder,
  decoders,
  moved,
  settled,
  type ShownDecoder,
  until,
} from "../shown_decoder.ts";

scenario("random samples follow from the seed, and differ without one", async ({ page, open }) => {
  await open("/fixture/element.html");
  const draws = async (attributes: Record<string, string>) => {
    const src = "../gallery/models/plane/model";
    const decoder = await addDecoder(page, { src, ...attributes });
    const codes = [(await settled(decoder)).code];
    for (let i = 0; i < 2; i++) {
      const button = decoder.getByRole("button", { name: "Random sample" });
      codes.push((await moved(decoder, () => button.click())).code);
    }
    const last = await moved(
      decoder,
      () => decoder.evaluate((element) => (element as ShownDecoder).sample()),
    );
    codes.push(last.code);
    assert.equal(new Set(codes.map(String)).size, 4);
    return codes;
  };
  const [first, again, other] = [
    await draws({ seed: "7" }),
    await draws({ seed: "7" }),
    await draws({ seed: "8" }),
  ];
  assert.deepEqual(again, first);
  assert.notDeepEqual(other, first);
  const [one, two] = [await draws({}), await draws({})];
  assert.notDeepEqual(one.slice(1), two.slice(1));
});

scenario(
  "where motion is to be reduced a walk goes to its end at once, and its slider leads back",
  async ({ page, open, serverAddress }) => {
    await open("/gallery/models/variational/");
    const decoder = decoders(page), start = await settled(decoder);
    const between = decoder.getByRole("slider", { name: "Between two codes" });
    assert.equal(await between.count(), 0);
    const end = await moved(
      decoder,
      () => decoder.getByRole("button", { name: "Interpolate" }).click(),
    );
    assert.equal(end.counts.code, 1);
    assert.notDeepEqual(end.code, start.code);
    assert.equal(
      await between.getAttribute("aria-valuetext"),
      "100 % of the way from the first code to the second",
    );
    await between.focus();
    const back = await moved(decoder, () => page.keyboard.press("Home"));
    assertClose(back.code, start.code);
    assertClose(back.image, start.image);
    const half = await moved(decoder, () => between.fill("60"));
    assertClose(half.code, start.code.map((value, i) => (value + end.code[i]) / 2));
    assertClose(
      half.image,
      await decoded(`${serverAddress}/gallery/models/variational/model`, half),
    );
  },
  { context: { reducedMotion: "reduce" } },
);

scenario("a walk goes by itself from the code to another, and a hand stops it", async (
  { page, open },
) => {
  await page.clock.install();
  await open("/gallery/models/classes/");
  const decoder = decoders(page), start = await settled(decoder);
  await decoder.evaluate((element) => (element as ShownDecoder).interpolate());
  await page.clock.runFor(1000);
  const way = await settled(decoder);
  assert.ok(way.counts.code > 1);
  await page.clock.runFor(2000);
  const end = await settled(decoder);
  const between = decoder.getByRole("slider", { name: "Between two codes" });
  assert.equal(await between.inputValue(), "120");
  assert.ok(end.counts.code > way.counts.code);
  const apart = (a: readonly number[], b: readonly number[]) =>
    Math.hypot(...a.map((value, i) => value - b[i]));
  assert.ok(apart(way.code, end.code) < apart(start.code, end.code));
  await decoder.getByRole("button", { name: "Interpolate" }).click();
  await page.clock.runFor(500);
  await decoder.getByRole("slider", { name: "Direction 1", exact: true }).fill("2");
  const { code, counts } = await settled(decoder);
  await page.clock.runFor(3000);
  assert.deepEqual((await settled(decoder)).code, code);
  assert.equal((await settled(decoder)).counts.code, counts.code);
});

scenario("a class that a visitor or a script chooses changes the image alone", async (
  { page, open, serverAddress },
) => {
  await open("/gallery/models/classes/");
  const address = `${serverAddress}/gallery/models/classes/model`;
  const decoder = decoders(page), start = await settled(decoder);
  assert.equal(start.label, 0);
  assertClose(start.image, await decoded(address, start));
  const choice = decoder.getByRole("combobox", { name: "Class" });
  assert.equal(await choice.locator("option").count(), 10);
  const seven = await moved(decoder, () => choice.selectOption("7"));
  assert.deepEqual([seven.label, seven.code], [7, start.code]);
  assertClose(seven.image, await decoded(address, seven));
  const apart = Math.max(...seven.image.map((value, i) => Math.abs(value - start.image[i])));
  assert.ok(apart > 0.01, "the class changes nothing");
  await decoder.evaluate((element) => void ((element as ShownDecoder).label = 3));
  const three = await settled(decoder);
  assert.deepEqual([three.label, three.counts.code], [3, seven.counts.code]);
  assertClose(three.image, await decoded(address, three));
  await until(decoder, (element) => element.shadowRoot!.querySelector("select")!.value === "3");
  for (const label of [10, -1, 1.5]) {
    assert.match(
      await decoder.evaluate((element, label) => {
        try {
          (element as ShownDecoder).label = label;
          return "nothing";
        } catch (error) {
          return String(error);
        }
      }, label),
      /^RangeError: Cannot show class .*: expected a whole number from 0 to 9$/,
    );
  }
});
