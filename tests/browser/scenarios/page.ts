/// <reference lib="dom" />
import assert from "node:assert/strict";
import { assertFitsSideways } from "../page_checks.ts";
import { scenario, type ScenarioTools } from "../scenario.ts";
import { decoders, moved, settled } from "../shown_decoder.ts";

/** Opens the demo and waits for all of its images. */
async function openDemo({ page, open }: ScenarioTools): Promise<void> {
  await open("/demo/");
  const all = decoders(page);
  for (let i = 0; i < await all.count(); i++) await settled(all.nth(i));
}

const groundOf = ({ page }: ScenarioTools) =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

scenario("the demo fits a wide window", async (tools) => {
  await openDemo(tools);
  await assertFitsSideways(tools.page);
  assert.equal(await groundOf(tools), "rgb(246, 248, 250)");
  await tools.screenshot("demo light");
}, { context: { viewport: { width: 1400, height: 900 } } });

scenario("the demo is dark where that is preferred, and fits a telephone", async (tools) => {
  const { page, open } = tools;
  await openDemo(tools);
  await assertFitsSideways(page);
  assert.equal(await groundOf(tools), "rgb(15, 18, 22)");
  await tools.screenshot("demo dark narrow");
  for (const name of ["mnist-small-denoising", "mnist-small-2", "mnist-small-conditional"]) {
    await open(`/demo/models/${name}/`);
    const decoder = decoders(page);
    await settled(decoder);
    await assertFitsSideways(page);
    const mode = decoder.getByRole("radio", { name: "Reconstruct" });
    if (await mode.isChecked()) continue;
    await moved(decoder, () => mode.check());
    await assertFitsSideways(page);
  }
  await tools.screenshot("reconstruct dark narrow");
}, { context: { viewport: { width: 360, height: 780 }, colorScheme: "dark" } });

scenario("the reconstruct mode fits a wide window", async (tools) => {
  const { page, open } = tools;
  await open("/demo/models/mnist-small-2/");
  const decoder = decoders(page);
  await settled(decoder);
  await tools.screenshot("pad light");
  await moved(decoder, () => decoder.getByRole("radio", { name: "Reconstruct" }).check());
  await assertFitsSideways(page);
  await tools.screenshot("reconstruct light");
}, { context: { viewport: { width: 1400, height: 900 } } });

scenario("every answer of a site has the policy, and its pages say it themselves", async (
  { page, serverAddress, open },
) => {
  const policies = new Set<string | null>();
  for (
    const path of ["/gallery/", "/gallery/isthmus-decoder.js", "/gallery/ort/ort.wasm.min.mjs"]
  ) {
    const { headers } = await fetch(serverAddress + path);
    policies.add(headers.get("content-security-policy"));
  }
  await open("/gallery/");
  policies.add(
    await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content"),
  );
  assert.equal(policies.size, 1);
  const [policy] = policies;
  assert.match(
    policy!,
    /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'/,
  );
  assert.ok(!policy!.includes("unsafe-inline") && !policy!.includes("*"));
});
