import { assert, assertAlmostEquals, assertEquals, assertRejects } from "@std/assert";
import { startWorkerEngine, type WorkerEvent } from "../../../src/server/engines/worker_engine.ts";
import { answerQuestions } from "../../../src/server/engines/answer_questions.ts";
import type { Engine } from "../../../src/server/engines/engine.ts";
import {
  packRows,
  unpackRows,
  type WorkerAnswer,
} from "../../../src/server/engines/worker_messages.ts";
import { createRng } from "../../../src/core/rng.ts";
import type { ServingOptions } from "../../../src/server/serve_models.ts";
import { ask, kept, served } from "../serving.ts";

const options = { engine: "cpu", runs: [kept("strokes-2")], maxRows: 4, threads: 1 } as const;
const dying = new URL("./dying_worker.ts", import.meta.url);
const rng = createRng(0);
const rows = (count: number) => ({
  rows: count,
  values: { input: Float32Array.from({ length: count * 784 }, () => rng.uniform()) },
});

Deno.test("a thread of its own opens runs and computes, and takes what it is given without a copy", async () => {
  const engine = await startWorkerEngine(options);
  try {
    const [run] = engine.runs;
    assertEquals([run.name, run.inputShape, run.codeShape], ["strokes-2", [28, 28, 1], [2]]);
    const given = rows(3), before = given.values.input.slice();
    const { values } = await engine.run(0, "encoder", given);
    assertEquals([values.code.length, given.values.input.length], [6, 0]);
    const one = { rows: 1, values: { input: before.slice(784, 1568) } };
    assertEquals((await engine.run(0, "encoder", one)).values.code, values.code.slice(2, 4));
    const part = { rows: 1, values: { input: before.subarray(784, 1568) } };
    assertEquals((await engine.run(0, "encoder", part)).values.code, values.code.slice(2, 4));
    assertEquals(before.length, 3 * 784);
    await assertRejects(() => engine.run(1, "encoder", rows(1)), Error, "it has none");
  } finally {
    await engine.close();
  }
});

Deno.test("each engine of this machine computes in a thread of its own, to nearly the same codes", async () => {
  const given = rows(2).values.input, codes: Float32Array[] = [];
  for (const engine of ["cpu", "wasm", "lite"] as const) {
    const started = await startWorkerEngine({ ...options, engine });
    try {
      const own = { rows: 2, values: { input: given.slice() } };
      codes.push((await started.run(0, "encoder", own)).values.code as Float32Array);
    } finally {
      await started.close();
    }
  }
  for (const other of codes.slice(1)) {
    other.forEach((value, i) => assertAlmostEquals(value, codes[0][i], 1e-4));
  }
});

Deno.test("what cannot be opened is refused with its sentence", async () => {
  const directory = "no/such/folder";
  await assertRejects(
    () => startWorkerEngine({ ...options, runs: [{ name: "a", directory }] }),
    Error,
    `Cannot serve ${directory}: there is no such folder`,
  );
});

Deno.test("a thread that dies is replaced: what it ran has 503, what comes later its answer", async () => {
  const heard: WorkerEvent[] = [];
  let wake = () => {};
  const start: ServingOptions["start"] = (_, { hear }) =>
    startWorkerEngine(options, {
      program: dying,
      pause: 1,
      hear(event) {
        hear(event);
        heard.push(event);
        if (event.type === "replaced") wake();
      },
    });
  await served([kept("strokes-2")], async (url) => {
    const replaced = new Promise<void>((resolve) => wake = resolve);
    const body = (first: number) => ({
      inputs: [{
        ...{ name: "input", datatype: "FP32", shape: [1, 28, 28, 1] },
        data: [first, ...Array(783).fill(0)],
      }],
    });
    const address = `${url}v2/models/strokes-2-encoder/infer`;
    // The worker of this test dies of numbers below 0, whatever else it runs.
    const answers = await Promise.all([1, 2, 3, -1, 4].map((first) => ask(address, body(first))));
    assert(answers.some(({ status }) => status === 503));
    for (const { status, json, headers } of answers) {
      if (status === 200) continue;
      assertEquals([status, headers.get("retry-after")], [503, "1"]);
      assertEquals(json, {
        error: "Cannot run the model: what computes it has just ended, and starts anew",
      });
    }
    await replaced;
    assertEquals((await ask(`${url}v2/health/ready`)).status, 200);
    assertEquals((await ask(address, body(5))).status, 200);
    assertEquals(heard.map(({ type }) => type), ["died", "replaced"]);
    const figures = await (await fetch(`${url}metrics`)).text();
    assert(figures.includes("isthmus_workers_replaced_total 1"));
  }, { start });
});

Deno.test("questions are answered one by one, and what fails says why", async () => {
  const said: WorkerAnswer[] = [];
  const engine: Engine = {
    runs: [],
    isReady: true,
    run: (run, _, rows) => run === 0 ? Promise.resolve(rows) : Promise.reject(new Error("no run")),
    close: () => Promise.resolve(),
  };
  const start = () => Promise.resolve(engine);
  const answer = answerQuestions({ postMessage: (message) => void said.push(message) }, { start });
  const { packed } = packRows(rows(1));
  const question = { type: "run", id: 7, run: 0, graph: "encoder", rows: packed } as const;
  await answer(question);
  await answer({ type: "open", options });
  await answer(question);
  await answer({ ...question, run: 1 });
  assertEquals(said, [
    { type: "failed", id: 7, message: "Cannot run anything: nothing was opened" },
    { type: "opened", runs: [] },
    { type: "ran", id: 7, rows: packed },
    { type: "failed", id: 7, message: "no run" },
  ]);
  const mixed = { rows: 2, values: { x: Float32Array.of(1, 2), label: BigInt64Array.of(1n, 2n) } };
  assertEquals(unpackRows(packRows(mixed).packed), mixed);
});
