/// <reference lib="dom" />
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { encode } from "fast-png";
import type { Locator, Page } from "playwright-core";
import { assertFocusableNamed } from "../page_checks.ts";
import { assertClose, codeSpaceAt, decoded, reconstructed } from "../reference.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";
import { decoders, type DecoderState, moved, settled } from "../shown_decoder.ts";

/** Opens the page of a model, in the reconstruct mode. */
async function openMode({ page, open }: ScenarioTools, name: string): Promise<Locator> {
  await open(`/gallery/models/${name}/`);
  const decoder = decoders(page);
  await settled(decoder);
  const mode = decoder.getByRole("radio", { name: "Reconstruct" });
  if (await mode.count() > 0) await moved(decoder, () => mode.check());
  return decoder;
}

/** The input that the model sees, as bytes of its red channel. */
function seen(decoder: Locator): Promise<number[]> {
  return decoder.getByRole("region", { name: "What the model sees" }).locator("canvas").evaluate(
    (canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const context = (canvas as HTMLCanvasElement).getContext("2d")!;
      return Array.from(context.getImageData(0, 0, width, height).data).filter((_, i) =>
        i % 4 === 0
      );
    },
  );
}

const inkOf = (bytes: readonly number[]) => bytes.reduce((sum, byte) => sum + byte, 0) / 255;

/** Asserts that a code is the encoder's of what the model sees, as far as bytes tell. */
async function assertEncoded(
  { serverAddress }: ScenarioTools,
  { decoder, name, state }: { decoder: Locator; name: string; state: DecoderState },
): Promise<void> {
  const address = `${serverAddress}/gallery/models/${name}/model`;
  const input = Float32Array.from(await seen(decoder), (byte) => byte / 255);
  const expected = await reconstructed(address, { input });
  const scale = Math.max(1, ...expected.code.map(Math.abs));
  assertClose(state.code, expected.code, 0.05 * scale);
  assertClose(state.image, await decoded(address, state));
}

scenario(
  "an example that one chooses is encoded and decoded as the model does it",
  async (tools) => {
    const { page, serverAddress } = tools;
    for (const name of ["plane", "classes", "switches"]) {
      const address = `${serverAddress}/gallery/models/${name}/model`;
      const { examples } = await codeSpaceAt(address);
      const decoder = await openMode(tools, name);
      await assertFocusableNamed(page);
      const inputs = examples!.inputs.values;
      for (
        const [i, act] of [
          [0, undefined],
          [7, () => decoder.getByTitle("Example").nth(7).click()],
        ] as const
      ) {
        const { code, image, label } = act ? await moved(decoder, act) : await settled(decoder);
        const input = Float32Array.from(inputs.subarray(784 * i, 784 * (i + 1)));
        const expected = await reconstructed(address, {
          input,
          ...(label !== undefined && { label: examples!.labels![i] }),
        });
        assertClose(code, expected.code);
        assertClose(image, expected.image);
        const error = input.reduce((sum, x, k) => sum + (x - expected.image[k]) ** 2, 0);
        assert.match(
          await decoder.getByRole("region", { name: "Reconstruction" }).getByText("Squared error")
            .innerText(),
          new RegExp(`^Squared error ${error.toFixed(error < 10 ? 2 : 1)}, `),
        );
      }
    }
  },
);

scenario("a stroke by mouse is seen, encoded and taken back", async (tools) => {
  const { page } = tools, decoder = await openMode(tools, "plane");
  const pad = decoder.locator("canvas[role=application]");
  const start = await settled(decoder);
  const empty = await moved(decoder, () => decoder.getByRole("button", { name: "Clear" }).click());
  assert.equal(inkOf(await seen(decoder)), 0);
  await assertEncoded(tools, { decoder, name: "plane", state: empty });
  await pad.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await pad.boundingBox())!;
  const at = (right: number, down: number) =>
    page.mouse.move(x + right * width, y + down * height, { steps: 4 });
  await at(0.5, 0.2);
  await moved(decoder, () => page.mouse.down());
  await at(0.5, 0.8);
  await page.mouse.up();
  const stroke = await drawn(decoder);
  const ink = inkOf(await seen(decoder));
  assert.ok(ink > 20 && ink < 80, `a stroke has ${ink} pixels of ink`);
  await assertEncoded(tools, { decoder, name: "plane", state: stroke });
  const undone = await moved(decoder, () => decoder.getByRole("button", { name: "Undo" }).click());
  assertClose(undone.code, empty.code);
  assert.equal(await decoder.getByRole("button", { name: "Undo" }).isDisabled(), true);
  const again = await moved(
    decoder,
    () => decoder.getByTitle("Example").first().click(),
  );
  assertClose(again.code, start.code);
});

/** The state after the frames that a drawing needs to be sent and decoded. */
async function drawn(decoder: Locator): Promise<DecoderState> {
  await decoder.evaluate(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  );
  return await settled(decoder);
}

scenario("a stroke by keys is drawn, and undone by keys", async (tools) => {
  const { page } = tools, decoder = await openMode(tools, "variational");
  const pad = decoder.getByRole("application");
  await pad.focus();
  const empty = await moved(decoder, () => page.keyboard.press("Delete"));
  await moved(decoder, () => page.keyboard.press("Space"));
  for (let i = 0; i < 3; i++) {
    await moved(decoder, () => page.keyboard.press("Shift+ArrowDown"));
  }
  const ink = inkOf(await seen(decoder));
  assert.ok(ink > 15 && ink < 80, `a stroke has ${ink} pixels of ink`);
  await page.keyboard.press("Space");
  await assertEncoded(tools, { decoder, name: "variational", state: await drawn(decoder) });
  const undone = await moved(decoder, () => page.keyboard.press("Control+z"));
  assertClose(undone.code, empty.code);
});

/** A picture of one bright square on black, as a file. */
function squarePng(side: number): Uint8Array {
  const data = new Uint8Array(side * side);
  for (let i = 0; i < data.length; i++) {
    const x = i % side / side, y = Math.floor(i / side) / side;
    data[i] = x >= 0.25 && x < 0.75 && y >= 0.5 && y < 0.75 ? 255 : 0;
  }
  return encode({ width: side, height: side, data, channels: 1, depth: 8 });
}

/** The same square as a model sees it. */
const SQUARE = Array.from({ length: 784 }, (_, i) => {
  const x = i % 28, y = Math.floor(i / 28);
  return x >= 7 && x < 21 && y >= 14 && y < 21 ? 255 : 0;
});

function drop(
  page: Page,
  target: Locator,
  file: { name: string; type: string; bytes: Uint8Array },
) {
  return page.evaluateHandle(({ name, type, values }) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([Uint8Array.from(values)], name, { type }));
    return transfer;
  }, { ...file, values: Array.from(file.bytes) })
    .then((dataTransfer) => target.dispatchEvent("drop", { dataTransfer }));
}

scenario(
  "an image file is taken, dropped or chosen, and one that is none leaves all as it was",
  async (
    tools,
  ) => {
    const { page } = tools, decoder = await openMode(tools, "plane");
    const file = { name: "square.png", type: "image/png", bytes: squarePng(28) };
    const dropped = await moved(
      decoder,
      () => drop(page, decoder.locator(".reconstruct"), file),
    );
    assert.deepEqual(await seen(decoder), SQUARE);
    await assertEncoded(tools, { decoder, name: "plane", state: dropped });
    const input = decoder.locator("input[type=file]");
    const choose = (name: string, bytes: Uint8Array) =>
      input.setInputFiles({ name, mimeType: "image/png", buffer: Buffer.from(bytes) });
    // Four times as large, it comes to the same.
    const chosen = await moved(decoder, () => choose("large.png", squarePng(112)));
    assert.deepEqual(await seen(decoder), SQUARE);
    assertClose(chosen.code, dropped.code);
    const status = decoder.locator("p.status");
    for (
      const [name, bytes, said] of [
        [
          "notes.png",
          new TextEncoder().encode("no image"),
          "notes.png is not an image that this browser can read.",
        ],
        [
          "half.png",
          squarePng(28).slice(0, 40),
          "half.png is not an image that this browser can read.",
        ],
        ["empty.png", new Uint8Array(0), "empty.png is empty."],
      ] as const
    ) {
      await choose(name, bytes);
      await status.getByText(said, { exact: true }).waitFor();
      const after = await settled(decoder);
      assert.deepEqual([after.code, after.counts.error], [chosen.code, 0]);
      assert.deepEqual(await seen(decoder), SQUARE);
    }
    await moved(decoder, () => choose("square.png", file.bytes));
    assert.equal(await status.textContent(), "");
  },
);

scenario("dropped pixels are taken from the input, and come back", async (tools) => {
  const decoder = await openMode(tools, "plane");
  const start = await settled(decoder), whole = await seen(decoder);
  const slider = decoder.getByRole("slider", { name: "Drop pixels" });
  const half = await moved(decoder, () => slider.fill("50"));
  assert.equal(await slider.getAttribute("aria-valuetext"), "50 percent");
  const left = await seen(decoder);
  assert.ok(left.every((byte, i) => byte === 0 || byte === whole[i]));
  const share = inkOf(left) / inkOf(whole);
  assert.ok(share > 0.3 && share < 0.7, `${share} of the ink is left`);
  await assertEncoded(tools, { decoder, name: "plane", state: half });
  const back = await moved(decoder, () => slider.fill("0"));
  assertClose(back.code, start.code, 0);
  assert.deepEqual(await seen(decoder), whole);
});

scenario("a class that one chooses is told to both halves, above the one of the example", async (
  tools,
) => {
  const { serverAddress } = tools, address = `${serverAddress}/gallery/models/classes/model`;
  const decoder = await openMode(tools, "classes");
  const { examples } = await codeSpaceAt(address);
  const choice = decoder.getByRole("combobox", { name: "Class" });
  const own = await moved(decoder, () => decoder.getByTitle("Example").nth(4).click());
  assert.deepEqual([own.label, await choice.inputValue()], [4, "4"]);
  const told = await moved(decoder, () => choice.selectOption("9"));
  const input = Float32Array.from(examples!.inputs.values.subarray(784 * 4, 784 * 5));
  const expected = await reconstructed(address, { input, label: 9 });
  assert.equal(told.label, 9);
  assertClose(told.code, expected.code);
  assertClose(told.image, expected.image);
});
