/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { assertFitsSideways, assertFocusableNamed, tabStops } from "../page_checks.ts";
import { assertClose, codeSpaceAt, decoded, reconstructed } from "../reference.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";
import { decoders, moved, settled } from "../shown_decoder.ts";

const COLUMNS = ["petal length", "petal width", "stem", "weight in milligrams"];

/** Opens the page of a model, and gives the address of its files. */
async function openModel({ page, open, serverAddress }: ScenarioTools, name: string) {
  await open(`/gallery/models/${name}/`);
  const decoder = decoders(page);
  await settled(decoder);
  return { decoder, address: `${serverAddress}/gallery/models/${name}/model` };
}

const openReconstruct = async (tools: ScenarioTools, name: string) => {
  const opened = await openModel(tools, name), { decoder } = opened;
  await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
  return opened;
};

/** The offset and the factor of each column, as the folder of the model says. */
async function scaleAt(address: string): Promise<{ offset: number[]; factor: number[] }> {
  const { scaling } = await (await fetch(`${address}/preprocessor_config.json`)).json();
  return scaling;
}

/** The numbers of a row of the table, those in fields too, as a reader sees them. */
async function numbersOf(decoder: Locator, name: string): Promise<number[]> {
  const cells = await decoder.getByRole("row", { name }).locator("td:not(.row-track)").evaluateAll(
    (all) => all.map((cell) => cell.querySelector("input")?.value ?? cell.textContent ?? ""),
  );
  return cells.map((text) => Number(text.replace("−", "-").replaceAll(",", "")));
}

/** Asserts that numbers were rounded to four digits at most. */
function assertRounded(shown: readonly number[], exact: ArrayLike<number>): void {
  shown.forEach((value, i) => {
    const most = Math.abs(exact[i]) * 6e-4 + 1e-6;
    assert.ok(Math.abs(value - exact[i]) <= most, `${value} is shown of ${exact[i]}`);
  });
}

scenario("a table that is decoded is shown column by column, in the units of the data", async (
  tools,
) => {
  const { decoder, address } = await openModel(tools, "flowers");
  const { offset, factor } = await scaleAt(address);
  await assertFocusableNamed(tools.page);
  const slider = decoder.getByRole("slider", { name: "Direction 1", exact: true });
  const height = (await decoder.boundingBox())!.height;
  for (const to of ["-2", "0", "1.5"]) {
    const state = await moved(decoder, () => slider.fill(to));
    const raw = (await decoded(address, state)).map((y, i) => offset[i] + factor[i] * y);
    assertClose(state.image, raw, 1e-3);
    const shown = await Promise.all(COLUMNS.map((name) => numbersOf(decoder, name)));
    assertRounded(shown.flat(), raw);
    assert.equal((await decoder.boundingBox())!.height, height, "the page jumps");
  }
  assert.equal(await decoder.locator("canvas").count(), 0);
  assert.equal(await decoder.getByText("Bars start at the mean of a column.").count(), 1);
  await tools.screenshot("table generated");
});

scenario(
  "an example of a table is reconstructed beside its original, and the largest error is marked",
  async (
    tools,
  ) => {
    const { decoder, address } = await openReconstruct(tools, "flowers");
    await assertFocusableNamed(tools.page);
    const { offset, factor } = await scaleAt(address);
    const { examples } = await codeSpaceAt(address);
    for (const index of [0, 3]) {
      if (index > 0) {
        await moved(decoder, () => decoder.getByTitle("Example").nth(index).click());
      }
      // The code space keeps examples on the scale of the model.
      const input = examples!.inputs.values.slice(4 * index, 4 * index + 4);
      const { image, code } = await reconstructed(address, { input });
      assertClose((await settled(decoder)).code, code, 1e-4);
      const errors = Array.from(input, (x, i) => Math.abs(x - image[i]));
      for (const [i, name] of COLUMNS.entries()) {
        assertRounded(
          await numbersOf(decoder, name),
          [input[i], image[i]].map((y) => offset[i] + factor[i] * y),
        );
      }
      const largest = COLUMNS[errors.indexOf(Math.max(...errors))];
      const marked = decoder.locator("tr.largest th");
      assert.deepEqual(await marked.allTextContents(), [largest]);
      assert.equal(await decoder.getByText(`The largest error is that of ${largest}.`).count(), 1);
      const sum = errors.reduce((total, error) => total + error ** 2, 0);
      const note = decoder.getByRole("region", { name: "Reconstruction" }).getByText(
        "Squared error",
      );
      const [, told] = /^Squared error ([\d.]+), .* on the scale of the model$/
        .exec(await note.innerText())!;
      assert.ok(Math.abs(Number(told) - sum) <= 0.0051, `${told} is told of ${sum}`);
    }
    await tools.screenshot("table reconstructed");
  },
);

scenario(
  "a column that one edits is encoded with the others, and no example is chosen any more",
  async (
    tools,
  ) => {
    const { page } = tools, { decoder, address } = await openReconstruct(tools, "flowers");
    const { offset, factor } = await scaleAt(address);
    const start = await settled(decoder);
    const example = (await codeSpaceAt(address)).examples!.inputs.values.slice(0, 4);
    const coded = async (stem: number) => {
      const input = example.slice();
      input[2] = (stem - offset[2]) / factor[2];
      return (await reconstructed(address, { input })).code;
    };
    const field = decoder.getByRole("spinbutton", { name: "stem", exact: true });
    const chosen = () =>
      decoder.getByRole("radio", { name: /^Example/ }).evaluateAll((all) =>
        all.filter((radio) => (radio as HTMLInputElement).checked).length
      );
    assert.equal(await chosen(), 1);
    const edited = await moved(decoder, () => field.fill("4.25"));
    assertClose(edited.code, await coded(4.25), 1e-4);
    assert.equal(await chosen(), 0);
    const stepped = await moved(decoder, () => field.press("ArrowUp"));
    const now = Number(await field.inputValue());
    assert.ok(now > 4.25 && now < 4.5, `a step leads to ${now}`);
    assertClose(stepped.code, await coded(now), 1e-4);
    // Without a number nothing is encoded, and the last one comes back.
    await field.fill("");
    await page.keyboard.press("Tab");
    assert.deepEqual([(await settled(decoder)).code, Number(await field.inputValue())], [
      stepped.code,
      now,
    ]);
    const back = await moved(decoder, () => decoder.getByTitle("Example").first().click());
    assertClose(back.code, start.code);
  },
);

scenario("a row that one writes is encoded, and one that is none is refused in a sentence", async (
  tools,
) => {
  const { page } = tools, { decoder, address } = await openReconstruct(tools, "flowers");
  const { offset, factor } = await scaleAt(address);
  const text = decoder.getByLabel("Or a row of 4 numbers, apart by commas");
  const row = [6, 3.1, 3.5, 22];
  const given = await moved(decoder, () => text.fill("6, 3.1, 3.5, 22"));
  const input = Float32Array.from(row, (value, i) => (value - offset[i]) / factor[i]);
  assertClose(given.code, (await reconstructed(address, { input })).code, 1e-4);
  const fields = decoder.getByRole("spinbutton");
  assert.deepEqual(
    await fields.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value)),
    row.map(String),
  );
  const status = decoder.locator("p.status");
  for (
    const [wrong, said] of [
      ["6, 3.1", "A row of 4 numbers is expected, and there are 2."],
      ["6, 3.1, tall, 22", '"tall" at place 3 is no number.'],
      ["6, 3e38, 3.5, 22", "A number is out of the range of the scale standard."],
    ]
  ) {
    await text.fill(wrong);
    await page.keyboard.press("Enter");
    await status.getByText(said, { exact: true }).waitFor();
    assert.deepEqual((await settled(decoder)).code, given.code);
  }
  await moved(decoder, () => text.fill("1\t2\t3\t4"));
  assert.equal(await status.textContent(), "");
});

scenario(
  "of many columns the first are shown, or those of the largest errors, and keys scroll them",
  async (
    tools,
  ) => {
    const { page } = tools, { decoder, address } = await openModel(tools, "wide");
    const names = () => decoder.locator("tbody th").allTextContents();
    const gauges = Array.from({ length: 70 }, (_, i) => `gauge ${i + 1}`);
    assert.deepEqual(await names(), gauges.slice(0, 64));
    assert.equal(
      await decoder.getByText("The first 64 of 70 columns. Bars start at 0.").count(),
      1,
    );
    assert.ok((await tabStops(page)).includes("div Columns"));
    await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
    await assertFocusableNamed(page);
    assert.equal(await decoder.getByRole("spinbutton").count(), 0);
    const inputs = (await codeSpaceAt(address)).examples!.inputs.values,
      input = inputs.slice(0, 70);
    const { image } = await reconstructed(address, { input });
    // Columns without a common scale are compared by their deviation among the examples.
    const errors = gauges.map((_, i) => {
      const seen = Array.from(inputs).filter((_, k) => k % 70 === i);
      const mean = seen.reduce((sum, value) => sum + value) / seen.length;
      const deviation = Math.hypot(...seen.map((value) => value - mean)) / Math.sqrt(seen.length);
      return Math.abs(input[i] - image[i]) / deviation;
    });
    const least = errors.toSorted((a, b) => a - b)[6];
    assert.deepEqual(await names(), gauges.filter((_, i) => errors[i] >= least));
  },
);

/** Asserts that a curve of a view is of these values, by the ends of its axis. */
async function assertDrawn(view: Locator, name: string, values: ArrayLike<number>): Promise<void> {
  const drawn = await view.locator(`path.curve-${name}`).getAttribute("d");
  const [high, low] = (await view.locator("> span:not(.curve-places)").allTextContents())
    .map((text) => Number(text.replace("−", "-")));
  const heights = drawn!.slice(1).split("L").map((place) => 1 - Number(place.split(" ")[1]));
  assertClose(heights.map((height) => low + height * (high - low)), values, 2e-3);
}

scenario("long vectors are curves, the reconstruction over its original", async (tools) => {
  const { page } = tools, { decoder, address } = await openModel(tools, "curves");
  const { image } = await settled(decoder);
  await assertDrawn(decoder.locator(".generate-image .curve-view"), "line", image);
  await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
  await assertFocusableNamed(page);
  const view = decoder.locator(".stages .curve-view");
  const input = (await codeSpaceAt(address)).examples!.inputs.values.slice(0, 120);
  const expected = await reconstructed(address, { input });
  assertClose((await settled(decoder)).code, expected.code, 1e-4);
  await assertDrawn(view, "original", input);
  await assertDrawn(view, "line", expected.image);
  assert.equal(await decoder.locator(".examples svg").count(), 10);
  const row = Array.from({ length: 120 }, (_, i) => (i % 7) / 7);
  await moved(decoder, () => decoder.getByLabel("Or a row of 120 numbers").fill(row.join(" ")));
  await assertDrawn(view, "original", row);
  await tools.screenshot("curves reconstructed");
});

scenario("near a training code on the map a small curve is shown", async (tools) => {
  const { page } = tools, { decoder, address } = await openModel(tools, "curves");
  const { codes } = (await codeSpaceAt(address)).points!;
  await decoder.evaluate((element, code) => Object.assign(element, { code }), [
    codes.values[0],
    codes.values[1],
  ]);
  await settled(decoder);
  const { x, y, width, height } = (await decoder.locator(".pad-ring").boundingBox())!;
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 3 });
  await decoder.locator(".preview svg").waitFor();
  await tools.screenshot("curve on the map");
});

scenario("tables and curves fit a telephone, in the dark too", async (tools) => {
  for (const name of ["flowers", "wide", "curves"]) {
    const { decoder } = await openModel(tools, name);
    await assertFitsSideways(tools.page);
    await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
    await assertFitsSideways(tools.page);
  }
  await tools.screenshot("curves dark narrow");
}, { context: { viewport: { width: 320, height: 700 }, colorScheme: "dark" } });
