/// <reference lib="dom" />
import assert from "node:assert/strict";
import { scenario } from "../scenario.ts";

scenario("an encoder in a service worker gives the golden codes, without a network as well", async (
  { page, context, open, note },
) => {
  await open("/edge/service-worker/index.html");
  await page.waitForFunction(() => document.querySelector("output")?.value);
  const shown = await page.locator("output").textContent();
  const golden = await page.evaluate(async () => await (await fetch("../golden.json")).json());
  const check = (code: readonly number[], expected: readonly number[]) => {
    assert.equal(code.length, expected.length);
    const scale = Math.max(1, ...expected.map(Math.abs));
    const apart = Math.max(...code.map((value, i) => Math.abs(value - expected[i])));
    assert.ok(apart <= golden.tolerance * scale, `${apart}`);
    return apart;
  };
  const apart = check(JSON.parse(shown ?? ""), golden.codes[0]);
  note(`the first golden vector within ${apart.toExponential(1)}`);
  await context.setOffline(true);
  const answer = await page.evaluate(async (examples) => {
    const response = await fetch("encode", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ examples }),
    });
    return [response.status, await response.json()];
  }, [golden.example]);
  assert.equal(answer[0], 200, JSON.stringify(answer[1]));
  check(answer[1].codes[0], golden.exampleCode);
});
