import { assertEquals } from "@std/assert";
import { createLatest } from "../../../src/web/model/latest.ts";

/** A job whose end is in the test's hands. */
function start() {
  const begun: { value: number; end: PromiseWithResolvers<void> }[] = [];
  const failures: unknown[] = [];
  const follow = createLatest((value: number) => {
    const end = Promise.withResolvers<void>();
    begun.push({ value, end });
    return end.promise;
  }, (error) => failures.push(error));
  return { follow, begun, failures, values: () => begun.map(({ value }) => value) };
}

/** Lets all promises that are settled be told. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

Deno.test("while a job is under way, of the values that come only the last is done", async () => {
  const { follow, begun, values } = start();
  for (const value of [1, 2, 3]) follow(value);
  assertEquals(values(), [1]);
  begun[0].end.resolve();
  await settle();
  assertEquals(values(), [1, 3]);
  begun[1].end.resolve();
  await settle();
  follow(4);
  assertEquals(values(), [1, 3, 4]);
});

Deno.test("a job that fails says so, and hinders none after it", async () => {
  const { follow, begun, failures, values } = start();
  follow(1);
  follow(2);
  begun[0].end.reject("no");
  await settle();
  assertEquals([failures, values()], [["no"], [1, 2]]);
});
