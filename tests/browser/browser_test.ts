/**
 * The scenarios in a real browser, one step each. Node drives Chromium, since playwright-core wants
 * more of Deno than these tests are permitted; this side serves the pages and tells what came of them.
 *
 * CHROMIUM of the environment names another browser, SCENARIO the words of the scenarios to play.
 */
import { assert, assertEquals } from "@std/assert";
import { serveSite } from "../../src/site/serve_site.ts";
import { PAGE_POLICY } from "../../src/site/pages/page_policy.ts";
import { bundleScenarios, OUT } from "./bundle_scenarios.ts";
import { writeDiskSite } from "./disk_site.ts";
import { findPrograms, type Programs } from "./find_programs.ts";
import type { Outcome } from "./play_scenarios.ts";
import { linesOf } from "./lines_of.ts";
import { writeMapPages } from "./map_pages.ts";
import { testSite } from "./test_site.ts";

const programs = findPrograms();
/** Plays the scenarios in Node; the browser is closed when this ends, however it ends. */
async function* play({ chromium, node }: Programs): AsyncGenerator<Outcome> {
  const script = await bundleScenarios();
  const directory = await Deno.makeTempDir();
  const site = await testSite(directory), mapsAddress = await writeMapPages(directory);
  await writeDiskSite(directory);
  const server = await serveSite(site, { port: 0, policy: PAGE_POLICY });
  const options = {
    executablePath: chromium,
    serverAddress: server.url.slice(0, -1),
    pictures: OUT,
    mapsAddress,
    only: Deno.env.get("SCENARIO"),
  };
  const child = new Deno.Command(node, {
    args: ["--enable-source-maps", script, JSON.stringify(options)],
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  // Read from the start: a pipe that is full would hold the child up.
  const stderr = new Response(child.stderr).text();
  let ended = false;
  try {
    for await (const line of linesOf(child.stdout)) yield JSON.parse(line);
    const { code } = await child.status;
    ended = true;
    assertEquals([code, code === 0 ? "" : await stderr], [0, ""]);
  } finally {
    if (!ended) child.kill("SIGTERM");
    await child.status;
    await stderr;
    await server.close();
    await Deno.remove(directory, { recursive: true });
  }
}

if ("missing" in programs) {
  Deno.test({
    name: `pages in a browser (skipped: there is ${programs.missing})`,
    ignore: true,
    fn() {},
  });
} else {
  Deno.test("pages in a browser", async (t) => {
    let count = 0;
    for await (const { name, ok, ms, notes, error } of play(programs)) {
      count++;
      await t.step(
        `${name} (${[`${ms} ms in the browser`, ...notes].join("; ")})`,
        () => assert(ok, error),
      );
    }
    assert(count > 0, "no scenario was played");
  });
}
