/// <reference lib="dom" />
import assert from "node:assert/strict";
import {
  assertFitsSideways,
  assertFocusableNamed,
  assertNothingStored,
  tabStops,
} from "../page_checks.ts";
import { scenario } from "../scenario.ts";

scenario("a page that works has no problems, stores nothing and names what takes the focus", async (
  { page, context, open, errors, requests },
) => {
  await open("/fixture/plain.html");
  assert.deepEqual(errors, []);
  assert.deepEqual(requests, ["/fixture/plain.html", "/fixture/plain_page.js"]);
  await assertNothingStored(page, context);
  assert.deepEqual(await assertFocusableNamed(page), [{ role: "button", name: "Press" }]);
  assert.deepEqual(await tabStops(page), ["button Press"]);
  await assertFitsSideways(page);
});

scenario(
  "what a page stores, and what has no name, is noticed",
  async ({ page, context, open }) => {
    await open("/fixture/plain.html");
    await page.evaluate(async () => {
      localStorage.setItem("left", "behind");
      document.querySelector("button")!.textContent = "";
      await caches.open("cache");
    });
    await assert.rejects(() => assertNothingStored(page, context), /left/);
    await assert.rejects(() => assertFocusableNamed(page), /have no name/);
  },
);

scenario("errors, missing files, other origins and breaches of the policy are noticed", async (
  { page, open, errors, expectErrors, intercept },
) => {
  await open("/fixture/plain.html");
  await intercept("/refused.json", "refused");
  const next = (pattern: RegExp) => {
    assert.ok(!errors.some((problem) => pattern.test(problem)), `${pattern} came early`);
    expectErrors(pattern);
    return page.context().waitForEvent("console", (line) => pattern.test(line.text()));
  };
  expectErrors(/status 404/);
  for (
    const [pattern, act] of [
      [/one of the page/, () => console.error("one of the page")],
      [/404/, () => void fetch("/absent.json").then((answer) => answer.text())],
      [/REFUSED/, () => void fetch("/refused.json").catch(() => {})],
      [
        /Content Security Policy.*connect-src|connect-src.*Content Security Policy/,
        () => void fetch("http://localhost:9/").catch(() => {}),
      ],
      [/style-src/, () => document.body.setAttribute("style", "color: red")],
    ] as [RegExp, () => void][]
  ) {
    const seen = next(pattern);
    await page.evaluate(act);
    await seen;
  }
  const thrown = page.waitForEvent("pageerror");
  await page.evaluate(() =>
    queueMicrotask(() => {
      throw new RangeError("out of the page");
    })
  );
  await thrown;
  expectErrors(/uncaught: RangeError: out of the page/);
  expectErrors(/failed request: .*refused.json/);
  expectErrors(/Refused to connect/);
  const left = page.waitForEvent("requestfailed");
  await page.evaluate(() => void (location.href = "http://localhost:9/elsewhere"));
  await left;
  expectErrors(/request to another origin: http:\/\/localhost:9\/elsewhere/);
  expectErrors(/failed request: .*elsewhere/);
});

scenario("a page may be left without a WebGPU", async ({ page, open }) => {
  await open("/fixture/plain.html");
  assert.equal(await page.evaluate(() => "gpu" in navigator), false);
}, { webgpu: false });

scenario("a page has a WebGPU in software", async ({ page, open }) => {
  await open("/fixture/plain.html");
  // The types of pages that Deno checks with know no WebGPU.
  const found = await page.evaluate(async () =>
    await (navigator as unknown as {
      gpu: { requestAdapter(): Promise<object | null> };
    }).gpu.requestAdapter() !== null
  );
  assert.equal(found, true);
});
