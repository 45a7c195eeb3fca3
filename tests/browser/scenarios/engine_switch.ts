/// <reference lib="dom" />
import assert from "node:assert/strict";
import { assertClose, decoded } from "../reference.ts";
import { scenario } from "../scenario.ts";
import {
  addDecoder,
  decoders,
  moved,
  noticeOf,
  settled,
  type ShownDecoder,
  until,
} from "../shown_decoder.ts";

const PAGE = "/gallery/models/plane/", MODEL = `${PAGE}model`;
const RUNTIMES = ["wasm", "webgpu"] as const;

scenario("the engines of the switch give one image, and what was done stays", async (
  { page, open, serverAddress, note, requests },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  await settled(decoder);
  const lite = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  const expected = await decoded(serverAddress + MODEL, lite);
  assertClose(lite.image, expected);
  await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
  const pad = decoder.getByRole("application");
  await pad.focus();
  await moved(decoder, () => page.keyboard.press("Space"));
  let stroke = await moved(decoder, () => page.keyboard.press("Shift+ArrowDown"));
  const drawing = () => pad.evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await drawing();
  for (const [name, label] of [["wasm", "WASM"], ["webgpu", "WebGPU"], ["lite", "Lite"]] as const) {
    const start = performance.now(), { counts } = await settled(decoder);
    await decoder.getByRole("radio", { name: label }).check();
    // The new engine shows the code that stands, and then encodes what is drawn.
    await page.waitForFunction(
      ([element, name, { image, code }]) => {
        const { runningEngine, told } = element as ShownDecoder;
        return runningEngine === name && told!.image.length > image && told!.code.length > code;
      },
      [await decoder.elementHandle(), name, counts] as const,
    );
    const state = await settled(decoder);
    note(`${label} after ${(performance.now() - start).toFixed(0)} ms`);
    assert.equal(state.engine, name);
    assertClose(state.code, stroke.code);
    assertClose(state.image, stroke.image);
    assert.equal(await drawing(), before);
    assert.equal(await noticeOf(decoder), "");
    // The new engine encodes, too.
    const slider = decoder.getByRole("slider", { name: "Drop pixels" });
    assert.notDeepEqual((await moved(decoder, () => slider.fill("50"))).code, stroke.code);
    const again = await moved(decoder, () => slider.fill("0"));
    assertClose(again.code, stroke.code);
    stroke = again;
  }
  assert.ok(requests.some((path) => path.endsWith("/ort/ort.webgpu.min.mjs")));
});

scenario("another engine reconstructs what stands, switches and all", async ({ page, open }) => {
  await open("/gallery/models/switches/");
  const decoder = decoders(page), lite = await settled(decoder);
  const wasm = await moved(decoder, () => decoder.getByRole("radio", { name: "WASM" }).check());
  assert.deepEqual([lite.engine, wasm.engine], ["lite", "wasm"]);
  assertClose(wasm.code, lite.code);
  assertClose(wasm.image, lite.image);
});

scenario("without a WebGPU its choice says so, and what runs in its place", async (
  { page, open },
) => {
  await open(PAGE);
  const decoder = decoders(page);
  const { code, image } = await settled(decoder);
  await decoder.getByRole("radio", { name: "WebGPU" }).click();
  await until(decoder, (element) => element.runningEngine === "wasm");
  const state = await settled(decoder);
  assert.deepEqual(state.code, code);
  assertClose(state.image, image);
  assert.equal(
    await noticeOf(decoder),
    "Cannot run on WebGPU: this browser does not offer it to this page; WASM runs it instead",
  );
  assert.equal(await decoder.getByRole("radio", { name: "WASM" }).isChecked(), true);
  assert.equal(state.counts.error, 0);
  // Asked for at once again, it is tried again.
  await decoder.getByRole("radio", { name: "WebGPU" }).click();
  await until(decoder, ({ told }) => told!.load.length === 3);
  assert.equal(await decoder.getByRole("radio", { name: "WASM" }).isChecked(), true);
  // Asked for again, it says so again; another engine takes the sentence away.
  await decoder.getByRole("radio", { name: "Lite" }).check();
  await until(decoder, (element) => element.runningEngine === "lite");
  assert.equal(await noticeOf(decoder), "");
  await decoder.getByRole("radio", { name: "WebGPU" }).click();
  await until(decoder, (element) => element.runningEngine === "wasm");
  assert.match(await noticeOf(decoder), /^Cannot run on WebGPU/);
}, { webgpu: false });

scenario("an element asks for WebGPU at its start and gets what there is", async (
  { page, open },
) => {
  await open("/fixture/element.html");
  const src = "../gallery/models/plane/model";
  const decoder = await addDecoder(page, { src, engine: "webgpu", engines: "lite wasm" });
  assert.equal((await settled(decoder)).engine, "wasm");
  assert.equal(
    await noticeOf(decoder),
    "Cannot run on WebGPU: this browser does not offer it to this page; WASM runs it instead",
  );
}, { webgpu: false });

scenario("where the runtime is not there the lite engine runs, and says why", async (
  { page, open, expectErrors, serverAddress },
) => {
  expectErrors(/\/fixture\/none\//);
  await open("/fixture/element.html");
  const src = "../gallery/models/plane/model";
  for (const [i, engine] of RUNTIMES.entries()) {
    const attributes = { src, engine, runtime: "none/" };
    const decoder = await addDecoder(page, { ...attributes, engines: "lite wasm webgpu" });
    assert.equal((await settled(decoder)).engine, "lite");
    assert.equal(
      await noticeOf(decoder),
      `Cannot run ONNX Runtime: ${serverAddress}/fixture/none/ort.${engine}.min.mjs could not be ` +
        "loaded; Lite runs it instead",
    );
    assert.equal(await decoders(page).count(), i + 1);
  }
});
