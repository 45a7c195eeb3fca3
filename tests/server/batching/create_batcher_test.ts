import { assert, assertEquals, assertRejects } from "@std/assert";
import fc from "fast-check";
import {
  type BatcherOptions,
  createBatcher,
  type RanBatch,
  type RunRows,
} from "../../../src/server/batching/create_batcher.ts";
import type { Rows } from "../../../src/server/batching/rows.ts";

const bounds = { maxRows: 4, maxWait: 0, maxQueue: 100, isJoining: true, now: () => 0 };
const rowsOf = (...values: number[]): Rows => ({
  rows: values.length,
  values: { x: Float32Array.from(values), label: BigInt64Array.from(values, BigInt) },
});

/** A model that doubles, and runs when it is told to. */
function heldModel() {
  const batches: { rows: Rows; finish: (error?: Error) => void }[] = [];
  const run: RunRows = (rows) =>
    new Promise((resolve, reject) => {
      const doubled = {
        rows: rows.rows,
        values: { y: (rows.values.x as Float32Array<ArrayBuffer>).map((x) => 2 * x) },
      };
      batches.push({ rows, finish: (error) => error ? reject(error) : resolve(doubled) });
    });
  return { run, batches };
}

/** Lets all that is ready run. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

Deno.test("requests that come while a batch runs make up the next, each with its own answer", async () => {
  const { run, batches } = heldModel(), seen: RanBatch[] = [];
  const { submit } = createBatcher(run, { ...bounds, observe: (batch) => seen.push(batch) });
  const answers = [[1], [2, 3], [4], [5, 6]].map((values) => submit(rowsOf(...values)));
  assertEquals(batches.length, 1);
  batches[0].finish();
  await settle();
  assertEquals(batches[1].rows, rowsOf(2, 3, 4));
  batches[1].finish();
  await settle();
  batches[2].finish();
  const found = (await Promise.all(answers)).map(({ values }) => [...values.y].map(Number));
  assertEquals(found, [[2], [4, 6], [8], [10, 12]]);
  assertEquals(seen.map(({ rows, waits }) => [rows, waits.length]), [[1, 1], [3, 2], [2, 1]]);
});

Deno.test("any requests, in any order and of any size, have the answers that they have alone", async () => {
  const request = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 1, maxLength: 9 });
  const options = fc.record({
    maxRows: fc.integer({ min: 1, max: 7 }),
    isJoining: fc.boolean(),
    requests: fc.array(request, { minLength: 1, maxLength: 12 }),
    scheduler: fc.scheduler(),
  });
  await fc.assert(fc.asyncProperty(options, async (given) => {
    const { requests, scheduler, ...rest } = given, sizes: number[] = [];
    const run: RunRows = async (rows) => {
      sizes.push(rows.rows);
      await scheduler.schedule(Promise.resolve());
      return {
        rows: rows.rows,
        values: { y: (rows.values.x as Float32Array<ArrayBuffer>).slice() },
      };
    };
    const { submit } = createBatcher(run, { ...bounds, ...rest, maxQueue: 1000 });
    const answers = Promise.all(requests.map(async (values) => {
      await scheduler.schedule(Promise.resolve());
      return await submit(rowsOf(...values));
    }));
    await scheduler.waitFor(answers);
    assertEquals((await answers).map(({ values }) => [...values.y].map(Number)), requests);
    assert(sizes.every((size) => size <= given.maxRows));
  }));
});

Deno.test("requests wait for as many as ran last, no longer than they may, and not for more", async () => {
  const { run, batches } = heldModel();
  const { submit } = createBatcher(run, { ...bounds, maxWait: 20, now: () => performance.now() });
  const ask = (...values: number[]) => void submit(rowsOf(...values));
  const finish = async () => {
    batches.at(-1)!.finish();
    await settle();
  };
  const sizes = () => batches.map(({ rows }) => rows.rows);
  // Where one came alone, the next does not wait.
  ask(1);
  assertEquals(sizes(), [1]);
  ask(2);
  ask(3);
  await finish();
  assertEquals(sizes(), [1, 2]);
  await finish();
  // Two ran last: the second is enough.
  ask(4);
  assertEquals(sizes(), [1, 2]);
  ask(5);
  assertEquals(sizes(), [1, 2, 2]);
  await finish();
  // No second comes.
  ask(6);
  while (batches.length === 3) await settle();
  assertEquals(sizes(), [1, 2, 2, 1]);
  await finish();
  ask(7);
  ask(8);
  await finish();
  // One that fills a batch does not wait either.
  ask(1, 2, 3, 4);
  await finish();
  assertEquals(sizes(), [1, 2, 2, 1, 1, 1, 4]);
  await finish();
});

Deno.test("a queue that is full refuses with 503, and more than it ever holds with 413", async () => {
  const { run, batches } = heldModel();
  const { submit } = createBatcher(run, { ...bounds, maxQueue: 5 } satisfies BatcherOptions);
  const first = submit(rowsOf(1)), second = submit(rowsOf(2, 3, 4, 5));
  const full = await assertRejects(
    () => submit(rowsOf(6, 7)),
    Error,
    "4 wait already, of at most 5",
  );
  assertEquals(Object.entries({ ...full }).slice(1, 3), [
    ["status", 503],
    ["headers", { "retry-after": "1" }],
  ]);
  const large = await assertRejects(
    () => submit(rowsOf(1, 2, 3, 4, 5, 6)),
    Error,
    "at most 5 may wait",
  );
  assertEquals({ ...large }, { name: "RequestFault", status: 413, headers: {} });
  batches[0].finish();
  await first;
  batches[1].finish();
  await second;
});

Deno.test("a batch that fails answers its own requests alone, and the next runs", async () => {
  const { run, batches } = heldModel();
  const { submit } = createBatcher(run, bounds);
  const [first, second] = [submit(rowsOf(1)), submit(rowsOf(2))];
  batches[0].finish(new Error("broken"));
  await assertRejects(() => first, Error, "broken");
  batches[1].finish();
  assertEquals([...(await second).values.y], [4]);
});

Deno.test("what nobody waits for any more does not run", async () => {
  const { run, batches } = heldModel(), gone = new AbortController();
  const { submit } = createBatcher(run, bounds);
  const watched: number[] = [];
  const wait = (...values: number[]) =>
    submit(rowsOf(...values), {
      signal() {
        watched.push(...values);
        return gone.signal;
      },
    });
  // The first runs at once and the second next, so that only those behind it are watched.
  const [first, second, third] = [wait(1), wait(2, 3), wait(4, 5, 6)];
  const fourth = submit(rowsOf(7));
  assertEquals(watched, [4, 5, 6]);
  gone.abort(new Error("gone"));
  batches[0].finish();
  await first;
  await assertRejects(() => third, Error, "gone");
  assertEquals(batches[1].rows, rowsOf(2, 3, 7));
  batches[1].finish();
  await second;
  await fourth;
});
