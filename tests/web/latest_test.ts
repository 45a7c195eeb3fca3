import { assertEquals } from "@std/assert";
import { createLatest } from "../../src/web/latest.ts";

/** Work whose end is in the test's hands. */
function start() {
  const begun: { request: number; end: PromiseWithResolvers<string> }[] = [];
  const done: string[] = [];
  const latest = createLatest({
    work: (request: number) => {
      const end = Promise.withResolvers<string>();
      begun.push({ request, end });
      return end.promise;
    },
    done: (result) => done.push(result),
  });
  return { latest, begun, done, requests: () => begun.map(({ request }) => request) };
}

/** Lets all promises that are settled be told. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("while work is under way, of the requests that come only the last is done", async () => {
  const { latest, begun, done, requests } = start();
  for (const request of [1, 2, 3]) latest.ask(request);
  assertEquals(requests(), [1]);
  begun[0].end.resolve("one");
  await settle();
  assertEquals(requests(), [1, 3]);
  begun[1].end.resolve("three");
  await settle();
  assertEquals(done, ["three"]);
  latest.ask(4);
  assertEquals(requests(), [1, 3, 4]);
});

Deno.test("what is forgotten is not shown, and work that fails hinders none after it", async () => {
  const { latest, begun, done } = start();
  latest.ask(1);
  latest.forget();
  begun[0].end.resolve("one");
  await settle();
  latest.ask(2);
  begun[1].end.reject(new Error("no"));
  await settle();
  latest.ask(3);
  begun[2].end.resolve("three");
  await settle();
  assertEquals(done, ["three"]);
});
