/// <reference lib="dom" />
import assert from "node:assert/strict";
import { assertFitsSideways, assertNothingStored } from "../page_checks.ts";
import { assertClose, decoded } from "../reference.ts";
import { scenario } from "../scenario.ts";
import { decoders, moved, settled, type ShownDecoder } from "../shown_decoder.ts";

const milliseconds = (values: readonly number[]) =>
  values.map((value) => value.toFixed(1)).join(", ");

scenario("the demo shows an image of every kept model, and stores nothing", async (
  { page, context, open, note, errors, requests },
) => {
  await open("/demo/");
  const all = decoders(page), count = await all.count();
  assert.ok(count >= 7);
  const firsts: number[] = [], decodes: number[] = [];
  for (let i = 0; i < count; i++) {
    await settled(all.nth(i));
    const { shape, values, told } = await all.nth(i).evaluate((element) => {
      const { image, told } = element as ShownDecoder;
      return { shape: image!.shape, values: Array.from(image!.values), told: told!.image };
    });
    assert.deepEqual(shape, [28, 28, 1]);
    assert.ok(values.every((value) => value >= 0 && value <= 1));
    assert.ok(new Set(values).size > 10, "the image is blank");
    firsts.push(told[0].at);
    decodes.push(told[0].milliseconds);
  }
  note(`first images ${milliseconds(firsts)} ms after the navigation`);
  note(`decoded in ${milliseconds(decodes)} ms`);
  assert.deepEqual(errors, []);
  assert.ok(!requests.some((path) => path.includes("/ort/")), "lite asks for no runtime");
  assert.deepEqual(requests.filter((path, i) => requests.indexOf(path) !== i), []);
  await assertNothingStored(page, context);
  await assertFitsSideways(page);
});

scenario("the page of one model shows the image of its mean code", async (
  { page, open, note, serverAddress, requests },
) => {
  await open("/gallery/models/variational/");
  const decoder = decoders(page), state = await settled(decoder);
  assert.deepEqual([state.engine, state.counts], ["lite", {
    load: 1,
    code: 0,
    image: 1,
    error: 0,
  }]);
  const address = `${serverAddress}/gallery/models/variational/model`;
  assertClose(state.image, await decoded(address, state));
  // The encoder's turn comes with the first input.
  assert.deepEqual(
    requests.filter((path) => path.includes("/model/")).sort(),
    [
      "code_space.safetensors",
      "generation_config.json",
      "manifest.json",
      "onnx/decoder_model.onnx",
      "preprocessor_config.json",
    ].map((path) => `/gallery/models/variational/model/${path}`),
  );
  const { at, milliseconds: ms } = await decoder.evaluate((element) => {
    const { told } = element as ShownDecoder;
    return told!.image[0];
  });
  note(`first image ${at.toFixed(0)} ms after the navigation, decoded in ${ms.toFixed(2)} ms`);
});

scenario("a model shows as much as its folder has", async ({ page, open, expectErrors }) => {
  await open("/gallery/models/half/");
  const decoder = decoders(page);
  await settled(decoder);
  assert.equal(await decoder.getByRole("radio", { name: "Reconstruct" }).count(), 0);
  assert.equal(await decoder.getByRole("slider", { name: "Direction 1", exact: true }).count(), 1);
  await open("/gallery/models/switches/");
  await settled(decoder);
  assert.equal(await decoder.getByRole("radio", { name: "Generate" }).count(), 0);
  assert.equal(
    await decoder.getByRole("heading", { name: "Reconstruction", exact: true }).count(),
    1,
  );
  expectErrors(/manifest.json/);
  await open("/bare/");
  const { code, image } = await settled(decoder);
  assert.deepEqual([code.length, image.length], [20, 784]);
  // Twenty values of which nobody says how they lie; nobody says that there is no encoder either.
  assert.equal(await decoder.getByText("there are no sliders for it").count(), 1);
  const encoded = await moved(
    decoder,
    () => decoder.getByRole("radio", { name: "Reconstruct" }).check(),
  );
  assert.equal(encoded.code.length, 20);
});

for (const when of ["before", "after"]) {
  scenario(
    `an element further down, put there ${when} its script, loads once it comes near`,
    async (
      { page, open, requests },
    ) => {
      await open(`/fixture/${when === "before" ? "undefined" : "element"}.html`);
      await page.evaluate(async (script) => {
        const space = document.createElement("div"),
          element = document.createElement("isthmus-decoder");
        space.style.setProperty("height", "5000px");
        element.setAttribute("loading", "lazy");
        element.setAttribute("src", "../gallery/models/plane/model");
        document.body.append(space, element);
        await import(new URL(script, location.href).href);
      }, "../gallery/isthmus-decoder.js");
      // Two frames after it was laid out an observer has told that it is far.
      await page.evaluate(() =>
        new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      );
      const asked = () =>
        requests.filter((path) => path.endsWith("/onnx/decoder_model.onnx")).length;
      assert.equal(asked(), 0);
      await decoders(page).scrollIntoViewIfNeeded();
      assert.equal((await settled(decoders(page))).image.length, 784);
      assert.equal(asked(), 1);
    },
  );
}
