/** The figures, the description and the page of a server. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { linearFiles } from "../../inference/models.ts";
import { ask, servedFiles } from "../serving.ts";

const input = { name: "input", datatype: "FP32", shape: [1, 2, 2, 1], data: [1, 2, 3, 4] };

/** The outcome of Debian's checker of figures; undefined where it is not installed. */
async function promtool(text: string): Promise<{ code: number; said: string } | undefined> {
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command("promtool", {
      args: ["check", "metrics"],
      ...{ stdin: "piped", stdout: "piped", stderr: "piped" } as const,
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(text));
  await writer.close();
  const { code, stdout, stderr } = await child.output();
  const decoder = new TextDecoder();
  return { code, said: decoder.decode(stdout) + decoder.decode(stderr) };
}

const skipped = await promtool("") ? "" : " (skipped: promtool is not installed)";

async function figuresOf(url: string): Promise<string> {
  for (const count of [1, 2]) {
    const shape = [count, 2, 2, 1], data = Array(4 * count).fill(1);
    await ask(`${url}v2/models/own-encoder/infer`, { inputs: [{ ...input, shape, data }] });
  }
  await ask(`${url}v2/models/own-encoder/infer`, {});
  await ask(`${url}nowhere/${"x".repeat(50)}`);
  const response = await fetch(`${url}metrics`);
  assertMatch(response.headers.get("content-type") ?? "", /^text\/plain; version=0\.0\.4/);
  return await response.text();
}

Deno.test("figures count requests by their routes, and batches by their models", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const text = await figuresOf(url), lines = new Set(text.split("\n"));
    for (
      const line of [
        'isthmus_requests_total{route="/v2/models/:model/infer",status="200"} 2',
        'isthmus_requests_total{route="/v2/models/:model/infer",status="400"} 1',
        'isthmus_requests_total{route="/*",status="404"} 1',
        'isthmus_batch_examples_sum{model="own-encoder"} 3',
        'isthmus_batch_examples_bucket{le="1",model="own-encoder"} 1',
        'isthmus_batch_examples_bucket{le="2",model="own-encoder"} 2',
        'isthmus_inference_seconds_count{model="own-encoder"} 2',
        'isthmus_queue_seconds_count{model="own-encoder"} 2',
        'isthmus_queue_examples{model="own-decoder"} 0',
        "isthmus_requests_in_flight 1",
        "isthmus_workers_replaced_total 0",
      ]
    ) assert(lines.has(line), `${line} in ${text}`);
    assertMatch(text, /^isthmus_memory_bytes\{kind="rss"\} [1-9]\d+$/m);
    assert(!text.includes("nodejs"), "none of Node's own");
  });
});

Deno.test({
  name: `Prometheus' own checker has nothing to say of the figures${skipped}`,
  ignore: skipped !== "",
  async fn() {
    await servedFiles(linearFiles(), async (url) => {
      assertEquals(await promtool(await figuresOf(url)), { code: 0, said: "" });
    });
  },
});

Deno.test("the description names every route, each with what its path takes", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const { json } = await ask(`${url}openapi.json`);
    const { openapi, paths } = json as {
      openapi: string;
      paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;
    };
    assertEquals(openapi, "3.1.0");
    assertEquals(Object.keys(paths).toSorted(), [
      "/",
      ...["/classify", "/encode", "/generate"],
      ...["/metrics", "/openapi.json", "/reconstruct", "/runs"],
      ...["/runs/{run}/classify", "/runs/{run}/encode", "/runs/{run}/generate"],
      ...["/runs/{run}/reconstruct", "/runs/{run}/score", "/score"],
      ...["/v2", "/v2/health/live", "/v2/health/ready", "/v2/models/{model}"],
      ...["/v2/models/{model}/infer", "/v2/models/{model}/ready"],
      "/v2/models/{model}/versions/{version}",
      "/v2/models/{model}/versions/{version}/infer",
      "/v2/models/{model}/versions/{version}/ready",
    ]);
    for (const [path, operations] of Object.entries(paths)) {
      for (const [method, { parameters = [] }] of Object.entries(operations)) {
        const named = parameters.filter((each) => each.in === "path").map(({ name }) =>
          `{${name}}`
        );
        assertEquals(named, path.match(/\{\w+\}/g) ?? []);
        // Each is a route indeed.
        const at = path.replace("{model}", "own-encoder").replace("{version}", "1")
          .replace("{run}", "own");
        const response = await fetch(url + at.slice(1), { method: method.toUpperCase() });
        await response.body?.cancel();
        assert(![405, 500].includes(response.status), `${method} ${path}: ${response.status}`);
      }
    }
  });
});

Deno.test("the page lists runs, models and routes, and loads nothing", async () => {
  await servedFiles(linearFiles(), async (url) => {
    const response = await fetch(url), html = await response.text();
    assertMatch(response.headers.get("content-security-policy") ?? "", /^default-src 'none';/);
    for (const part of ["own-encoder", "input FP32 [-1, 2, 2, 1]", "/v2/models/{model}/infer"]) {
      assert(html.includes(part), part);
    }
    assert(!/<script|https?:\/\//.test(html));
  });
});
