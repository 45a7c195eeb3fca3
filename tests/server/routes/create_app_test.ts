import { assertEquals } from "@std/assert";
import type { Engine } from "../../../src/server/engines/engine.ts";
import { servedModels } from "../../../src/server/models/served_model.ts";
import { createApp, type LogEntry } from "../../../src/server/routes/create_app.ts";
import { createMetrics } from "../../../src/server/routes/metrics.ts";
import { createBodyReader } from "../../../src/server/routes/read_body.ts";
import { createDoor } from "../../../src/server/create_door.ts";

const now = () => 0;
const input = { name: "input", datatype: "FP32", shape: [1] } as const;
const engine: Engine = {
  runs: [{
    ...{ name: "a", directory: "", inputShape: [1], codeShape: [1] },
    graphs: { encoder: { inputs: [input], outputs: [{ ...input, name: "code" }], rule: "any" } },
  }],
  isReady: false,
  run: () => Promise.reject(new Error("the secret of the machine")),
  close: () => Promise.resolve(),
};
const metrics = createMetrics({ waiting: () => new Map(), memory: () => ({}) });
const models = servedModels(engine, {
  ...{ maxRows: 4, maxWait: 0, maxQueue: 4, now },
  observe: metrics.ran,
});
const served = {
  ...{ version: "1", models, runs: new Map(), metrics, isReady: () => engine.isReady },
  limits: { maxExamples: 4, maxPixels: 100 },
  readBody: createBodyReader({ maxBody: 1000, bodyTimeout: 1000, now }),
};

Deno.test("what goes wrong inside is logged, and told to nobody else", async () => {
  const log: LogEntry[] = [];
  const app = createApp(served, { now, log: (entry) => void log.push(entry) });
  const path = "/v2/models/a-encoder/infer";
  const body = JSON.stringify({ inputs: [{ ...input, shape: [1, 1], data: [1] }] });
  const response = await app.answer(
    new Request(`http://127.0.0.1${path}`, { method: "POST", body }),
  );
  assertEquals([response.status, await response.json()], [500, {
    error: "Cannot answer: something went wrong inside the server",
  }]);
  assertEquals(log, [
    { event: "failed", path, reason: "the secret of the machine" },
    { event: "answered", method: "POST", path, status: 500, milliseconds: 0 },
  ]);
});

Deno.test("a server that is not ready says so, and lives", async () => {
  const app = createApp(served, { now });
  const ask = async (path: string) => {
    const response = await app.answer(new Request(`http://127.0.0.1${path}`));
    return [response.status, await response.json()];
  };
  assertEquals(await ask("/v2/health/ready"), [400, { ready: false, live: true }]);
  assertEquals(await ask("/v2/models/a-encoder/ready"), [400, { ready: false, live: true }]);
  assertEquals(await ask("/v2/health/live"), [200, { live: true }]);
});

Deno.test("a door that closes waits for who is inside, and lets in who asks for health alone", async () => {
  let finish = () => {};
  const door = createDoor((request) =>
    request.url.endsWith("/slow")
      ? new Promise((resolve) => finish = () => resolve(new Response("done")))
      : new Response("health")
  );
  const slow = door.enter(new Request("http://a/slow"));
  let isClosed = false;
  const closed = door.close().then(() => isClosed = true);
  const late = await door.enter(new Request("http://a/v2"));
  assertEquals([late.status, late.headers.get("retry-after"), await late.json()], [503, "1", {
    error: "Cannot answer: the server is ending, ask another or again",
  }]);
  const health = await door.enter(new Request("http://a/v2/health/live"));
  assertEquals([await health.text(), isClosed], ["health", false]);
  finish();
  await closed;
  assertEquals(await (await slow).text(), "done");
});
