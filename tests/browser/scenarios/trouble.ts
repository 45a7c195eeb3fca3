/// <reference lib="dom" />
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { Locator } from "playwright-core";
import { assertClose, codeSpaceAt } from "../reference.ts";
import { encodeCodeSpace } from "../../../src/generation/mod.ts";
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

const SRC = "../gallery/models/plane/model";

/** Waits until an element says what went wrong; gives the sentence, after holding it to its event. */
async function refusal(decoder: Locator): Promise<string> {
  await until(decoder, ({ told }) => (told?.error.length ?? 0) > 0);
  const sentence = await noticeOf(decoder);
  const told = await decoder.evaluate((element) => (element as ShownDecoder).told!);
  assert.equal(told.error.at(-1)!.message, sentence);
  assert.equal(await decoder.getByRole("status").getByText(sentence).isVisible(), true);
  assert.equal(await decoder.getByRole("button", { name: "Try again" }).isVisible(), true);
  return sentence;
}

/** The error that `ready` of a new element rejects with. */
function readyError(decoder: Locator): Promise<string> {
  return decoder.evaluate((element) =>
    (element as ShownDecoder).ready.then(() => "no error", (error) => String(error))
  );
}

scenario(
  "a model that cannot be read is refused in a sentence, and others on the page go on",
  async (
    { page, open, context, serverAddress, expectErrors },
  ) => {
    const address = `${serverAddress}/gallery/models/plane/model`;
    const bytesOf = async (path: string) =>
      new Uint8Array(await (await fetch(`${address}/${path}`)).arrayBuffer());
    const decoder = await bytesOf("onnx/decoder_model.onnx");
    const space = await codeSpaceAt(`${serverAddress}/gallery/models/large/model`);
    const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 2654435761) >>> 24);
    const html = "<!doctype html><title>Not found</title>";
    const onnx = "onnx/decoder_model.onnx";
    const cases: readonly [
      name: string,
      path: string,
      answer: { status?: number; body?: Uint8Array | string },
      sentence: RegExp,
    ][] = [
      ["noise", onnx, { body: noise }, /^Cannot .*decoder_model\.onnx/],
      [
        "truncated",
        onnx,
        { body: decoder.slice(0, decoder.length / 2) },
        /^Cannot .*decoder_model/,
      ],
      ["empty", onnx, { body: "" }, /^Cannot .*decoder_model/],
      ["html", onnx, { body: html }, /^Cannot .*decoder_model/],
      ["gone", onnx, { status: 404 }, /^Cannot .*decoder_model\.onnx.*404/],
      ["broken", onnx, { status: 500 }, /^Cannot .*decoder_model\.onnx.*500/],
      ["shapeless", "preprocessor_config.json", { body: html }, /^Cannot .*preprocessor_config/],
      ["lost", "preprocessor_config.json", { status: 404 }, /^Cannot .*preprocessor_config.*404/],
      ["strange", "code_space.safetensors", { body: noise }, /^Cannot .*code_space/],
      [
        "other",
        "code_space.safetensors",
        { body: encodeCodeSpace(space) },
        /^Cannot read .*code_space\.safetensors as a code space: /,
      ],
      ["late", "code_space.safetensors", { status: 500 }, /^Cannot .*code_space.*500/],
    ];
    // Each case is a folder of its own: the plain model's, but for one file.
    await context.route(/\/case\//, async (route) => {
      const [, name, path] = /\/case\/([a-z]+)\/(.*)/.exec(route.request().url())!;
      const found = cases.find((each) => each[0] === name && each[1] === path);
      const { status = 200, body = Buffer.from(await bytesOf(path)) } = found?.[2] ?? {};
      const sent = typeof body === "string" ? body : Buffer.from(body);
      await route.fulfill(status === 200 ? { status, body: sent } : { status, body: "" });
    });
    expectErrors(/\/case\/(gone|lost|broken|late)\/.*|status of (404|500)/);
    await open("/fixture/element.html");
    const good = await addDecoder(page, { src: SRC });
    await settled(good);
    for (const [name, , , sentence] of cases) {
      for (const engine of name === "noise" || name === "truncated" ? ["lite", "wasm"] : ["lite"]) {
        const bad = await addDecoder(page, { src: `case/${name}`, engine });
        assert.match(await readyError(bad), /^Error: Cannot/);
        const said = await refusal(bad);
        assert.match(said, sentence, `${name} on ${engine}`);
        assert.ok(!said.includes("\n") && said.length < 400, said);
        assert.equal(await bad.evaluate((element) => (element as ShownDecoder).code), undefined);
      }
    }
    const { counts } = await moved(
      good,
      () => good.getByRole("button", { name: "Random sample" }).click(),
    );
    assert.equal(counts.error, 0);
  },
);

scenario("what is no model says so: no address, a folder that is not there, no manifest", async (
  { page, open, serverAddress, expectErrors },
) => {
  expectErrors(/\/fixture\/nowhere\//);
  await open("/fixture/element.html");
  const none = await addDecoder(page, {});
  assert.equal(
    await refusal(none),
    `Cannot show a model: the element has no "src" that is a run's address`,
  );
  const decoder = await addDecoder(page, { src: "nowhere" });
  assert.equal(
    await refusal(decoder),
    `Cannot load an autoencoder: preprocessor_config.json could not be read: ` +
      `${serverAddress}/fixture/nowhere/preprocessor_config.json was answered by 404`,
  );
  assert.match(await readyErrorAfter(decoder), /Cannot set code: no model is loaded/);
  await decoder.evaluate((element, src) => void ((element as ShownDecoder).src = src), SRC);
  await settled(decoder);
  assert.equal(await noticeOf(decoder), "");
  await decoder.evaluate((element) => void ((element as ShownDecoder).src = "nowhere"));
  await until(decoder, ({ told }) => told!.error.length === 2);
  assert.equal(await decoder.locator(".generate").count(), 0);
  await decoder.evaluate((element, src) => void ((element as ShownDecoder).src = src), SRC);
  await until(decoder, ({ told, code }) => told!.load.length === 2 && code !== undefined);
  assert.equal(await noticeOf(decoder), "");
  assert.equal((await settled(decoder)).image.length, 784);
});

/** The error that setting a code throws before there is a model. */
function readyErrorAfter(decoder: Locator): Promise<string> {
  return decoder.evaluate((element) => {
    try {
      (element as ShownDecoder).code = [0, 0];
      return "nothing";
    } catch (error) {
      return String(error);
    }
  });
}

scenario("without a network codes go on, and what stood before stays until it is back", async (
  { page, context, open, expectErrors },
) => {
  await open("/gallery/models/plane/");
  const decoder = decoders(page);
  await settled(decoder);
  const stood = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  expectErrors(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  const offline = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  assert.notDeepEqual(offline.image, stood.image);
  await decoder.evaluate((element) => (element as ShownDecoder).reload());
  assert.match(await refusal(decoder), /^Cannot .* could not be read/);
  const after = await settled(decoder);
  assert.deepEqual([after.code, after.engine], [offline.code, "lite"]);
  // It goes back as soon as it is known that the engine cannot start.
  await decoder.getByRole("radio", { name: "WASM" }).click();
  await until(decoder, ({ told }) => told!.error.length === 2);
  assert.match(await refusal(decoder), /^Cannot /);
  assert.equal(await decoder.getByRole("radio", { name: "Lite" }).isChecked(), true);
  const still = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  assert.equal(still.engine, "lite");
  await context.setOffline(false);
  await decoder.getByRole("button", { name: "Try again" }).click();
  await until(decoder, ({ runningEngine }) => runningEngine === "wasm");
  const back = await settled(decoder);
  assert.deepEqual([back.code, await noticeOf(decoder)], [still.code, ""]);
  assertClose(back.image, still.image);
});

scenario("an encoder that cannot be fetched is said, and tried again with the next input", async (
  { page, context, open, expectErrors },
) => {
  await open("/gallery/models/plane/");
  const decoder = decoders(page);
  await settled(decoder);
  expectErrors(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await decoder.getByRole("radio", { name: "Reconstruct" }).check();
  assert.match(await refusal(decoder), /^Cannot .*encoder_model\.onnx could not be read/);
  await context.setOffline(false);
  const state = await moved(decoder, () => decoder.getByTitle("Example").nth(3).click());
  assert.equal(state.counts.error, 1);
  assert.equal(await noticeOf(decoder), "");
  await open("/gallery/models/plane/");
  await settled(decoder);
  await context.setOffline(true);
  await decoder.getByRole("radio", { name: "Reconstruct" }).check();
  await refusal(decoder);
  await context.setOffline(false);
  const again = decoder.getByRole("button", { name: "Try again" });
  const { code } = await moved(decoder, () => again.click());
  assert.deepEqual([code.length, await noticeOf(decoder)], [2, ""]);
  await decoder.evaluate((element) => (element as ShownDecoder).ready);
});
