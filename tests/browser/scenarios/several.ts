/// <reference lib="dom" />
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";
import {
  addDecoder,
  decoders,
  moved,
  settled,
  type ShownDecoder,
  until,
} from "../shown_decoder.ts";

const SRC = "../gallery/models/plane/model";

scenario("elements on one page stand each for themselves, until a script joins them", async (
  { page, open },
) => {
  await open("/fixture/element.html");
  const [a, b] = [await addDecoder(page, { src: SRC }), await addDecoder(page, { src: SRC })];
  const before = await settled(b);
  await settled(a);
  const sample = (decoder: typeof a) => () =>
    decoder.getByRole("button", { name: "Random sample" }).click();
  await moved(a, sample(a));
  assert.deepEqual(await settled(b), before);
  await a.getByRole("radio", { name: "Reconstruct" }).check();
  assert.equal(await b.getByRole("radio", { name: "Generate" }).isChecked(), true);
  await a.getByRole("radio", { name: "Generate" }).check();
  await page.evaluate(() => {
    const [a, b] = document.querySelectorAll<ShownDecoder>("isthmus-decoder");
    for (const [from, to] of [[a, b], [b, a]]) {
      from.addEventListener("code", (event) => to.code = (event as CustomEvent).detail.code);
    }
  });
  for (const [from, to] of [[a, b], [b, a]]) {
    const counts = [(await settled(from)).counts.code, (await settled(to)).counts.code];
    const { code, counts: { code: after } } = await moved(from, sample(from));
    const follower = await settled(to);
    assert.deepEqual(follower.code, code);
    assert.deepEqual([after, follower.counts.code], [counts[0] + 1, counts[1]]);
  }
});

scenario("an element that is moved keeps its model, and one that is removed lets it go", async (
  { page, open, requests },
) => {
  await open("/fixture/element.html");
  const decoder = await addDecoder(page, { src: SRC });
  await settled(decoder);
  const before = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  await page.evaluate(() => {
    const main = document.createElement("main");
    document.body.append(main);
    main.append(document.querySelector("isthmus-decoder")!);
  });
  const after = await moved(
    decoder,
    () => decoder.getByRole("button", { name: "Random sample" }).click(),
  );
  assert.notDeepEqual(after.code, before.code);
  const fetched = requests.filter((path) => path.endsWith("decoder_model.onnx")).length;
  assert.ok(fetched <= 2, `its decoder was fetched ${fetched} times`);
  await decoder.evaluate((element) => (element as ShownDecoder).interpolate());
  const removed = await decoder.elementHandle();
  await page.evaluate(() => document.querySelector("isthmus-decoder")!.remove());
  await page.waitForFunction((element) => (element as ShownDecoder).code === undefined, removed);
  const told = () => removed!.evaluate((element) => (element as ShownDecoder).told!.code.length);
  const count = await told();
  await page.evaluate(() =>
    new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  );
  assert.equal(await told(), count, "the walk of a removed element goes on");
  await removed!.evaluate((element) => document.body.append(element));
  assert.equal((await settled(decoder)).image.length, 784);
});

scenario(
  "elements that come and go leave nothing behind",
  async ({ page, context, open, note }) => {
    await open("/fixture/element.html");
    const session = await context.newCDPSession(page);
    const measure = async () => {
      await session.send("HeapProfiler.collectGarbage");
      const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
      const { usedSize } = await session.send("Runtime.getHeapUsage");
      return { nodes, jsEventListeners, usedSize };
    };
    const comeAndGo = (times: number) =>
      page.evaluate(async ({ times, src }) => {
        for (let i = 0; i < times; i++) {
          const element = document.createElement("isthmus-decoder") as ShownDecoder;
          element.setAttribute("src", src);
          document.body.append(element);
          await element.ready;
          element.remove();
          await Promise.resolve();
        }
      }, { times, src: SRC });
    await comeAndGo(10);
    const before = await measure();
    await comeAndGo(10);
    const after = await measure();
    const grown = after.usedSize - before.usedSize;
    note(
      `${after.nodes - before.nodes} nodes, ${after.jsEventListeners - before.jsEventListeners} ` +
        `listeners and ${(grown / 1024).toFixed(0)} KiB more after ten elements`,
    );
    // One has 112 nodes and 28 listeners, and the last may not be collected yet.
    assert.ok(after.nodes - before.nodes < 300);
    assert.ok(after.jsEventListeners - before.jsEventListeners < 70);
    assert.ok(grown < 500_000);
  },
);

scenario(
  "what is set before the element is defined holds, and the page's names stay as they were",
  async (
    { page, open },
  ) => {
    await open("/fixture/undefined.html");
    const [before, after] = await page.evaluate(async ({ src, script }) => {
      const element = document.createElement("isthmus-decoder") as ShownDecoder;
      element.src = src;
      element.mode = "reconstruct";
      document.body.append(element);
      const before = Object.getOwnPropertyNames(globalThis);
      await import(new URL(script, location.href).href);
      await element.ready;
      return [before, Object.getOwnPropertyNames(globalThis)];
    }, { src: SRC, script: "../gallery/isthmus-decoder.js" });
    assert.deepEqual(after.filter((name) => !before.includes(name)), []);
    const decoder = decoders(page);
    await settled(decoder);
    assert.equal(await decoder.getByRole("radio", { name: "Reconstruct" }).isChecked(), true);
    assert.equal(await decoder.getAttribute("src"), SRC);
    // A second element's script finds the first one's definition.
    await page.evaluate(
      (script) => import(`${new URL(script, location.href).href}?again`),
      "../gallery/isthmus-decoder.js",
    );
  },
);

scenario(
  "a code that is set before the script is there is shown when the model is, to generate",
  async (
    { page, open },
  ) => {
    await open("/fixture/undefined.html");
    await page.evaluate(async ({ src, script }) => {
      const element = document.createElement("isthmus-decoder") as ShownDecoder;
      Object.assign(element, { src, mode: "reconstruct", code: [0.5, -0.25] });
      document.body.append(element);
      await import(new URL(script, location.href).href);
      await element.ready;
    }, { src: SRC, script: "../gallery/isthmus-decoder.js" });
    const decoder = decoders(page);
    await until(decoder, ({ code }) => code?.[0] === 0.5);
    assert.deepEqual((await settled(decoder)).code, [0.5, -0.25]);
    assert.equal(await decoder.getByRole("radio", { name: "Generate" }).isChecked(), true);
    await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
    await decoder.evaluate((element) => (element as ShownDecoder).sample());
    assert.equal(await decoder.getByRole("radio", { name: "Generate" }).isChecked(), true);
  },
);

scenario("a code of another size or no number is refused, and the one before stays", async (
  { page, open },
) => {
  await open("/fixture/element.html");
  const decoder = await addDecoder(page, { src: SRC });
  const { code } = await settled(decoder);
  for (const wrong of [[], [1], [1, 2, 3], [1, null]]) {
    const said = await decoder.evaluate((element, code) => {
      try {
        (element as ShownDecoder).code = code.map((value) => value ?? NaN);
        return "nothing";
      } catch (error) {
        return String(error);
      }
    }, wrong);
    assert.match(said, /^RangeError: Cannot show a code of \d values: expected 2 finite ones, of/);
  }
  assert.deepEqual((await settled(decoder)).code, code);
  // What it hands out is a copy.
  await decoder.evaluate((element) => {
    const { code } = element as ShownDecoder;
    (code as Float32Array)[0] += 1;
  });
  await until(decoder, () => true);
  assert.deepEqual((await settled(decoder)).code, code);
});
