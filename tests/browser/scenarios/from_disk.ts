/// <reference lib="dom" />
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { decoders, settled } from "../shown_decoder.ts";
import { scenario } from "../scenario.ts";

scenario(
  "a page that is opened from the disk says why it needs a server, and what serves it",
  async (
    { page, openMap, expectErrors, screenshot },
  ) => {
    // Modules, and files that are fetched early, are what browsers refuse there.
    expectErrors(/blocked by CORS policy/);
    expectErrors(/net::ERR_FAILED/);
    for (const [path, above] of [["index", "."], ["models/large/index", "../../."]]) {
      await openMap(encodeURI(`a $& site's/${path}`));
      const notice = page.getByText("Browsers load neither modules nor models");
      await notice.waitFor();
      const folder = fileURLToPath(new URL(above, page.url()));
      assert.ok(folder.endsWith("/a $& site's/"), folder);
      const quoted = `'${folder.replaceAll("'", "'\\''")}'`;
      assert.equal(
        await notice.textContent(),
        "Browsers load neither modules nor models for a page that is opened from the disk (file:), so this " +
          `one needs a server: run deno task demo ${quoted} of the toolkit, or python3 -m http.server ` +
          `--directory ${quoted}, and open the address that it tells.`,
      );
      // Its style holds there as well.
      const { maxWidth } = await notice.evaluate((element) => getComputedStyle(element));
      assert.equal(maxWidth, "832px");
    }
    await screenshot("from disk");
  },
);

scenario("a page that is served says nothing of it", async ({ page, open }) => {
  await open("/gallery/models/large/");
  await settled(decoders(page));
  assert.equal(await page.getByText("Browsers load neither modules nor models").isVisible(), false);
});
