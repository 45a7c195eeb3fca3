import { assert, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import { meanExample } from "../../src/data/mod.ts";
import { initParams } from "../../src/model/mod.ts";
import { bestOf, type Snapshot } from "../../src/training/mod.ts";
import "../start_backend.ts";
import { examples, linear, toyTraining, train } from "./toy_training.ts";

Deno.test("a training that is given the parameters it would draw comes to the same bytes", async () => {
  const input = toyTraining();
  const whole = await train(input);
  const drawn = initParams(input.plan, {
    rng: input.rng.fork("init"),
    measure: () => meanExample(input.train),
  });
  // Their order in a file is the file's.
  const params = Object.fromEntries(Object.entries(drawn).reverse());
  const given = await train({ ...input, params });
  assertEquals(given.end.params, whole.end.params);
  assertEquals(given.history, whole.history);
});

Deno.test("a training goes on from the parameters of another, on other examples, with a fresh optimizer", async () => {
  const first = await train(toyTraining());
  const other = toyTraining({ training: { epochs: 1 } });
  const { params } = first.end;
  const snapshots: Snapshot[] = [];
  const then = await train(
    { ...other, train: examples(40, 7), params },
    (event) => snapshots.push(event.snapshot()),
  );
  const fresh = await train({ ...other, train: examples(40, 7) });
  assert(then.losses[0] < fresh.losses[0]);
  assertEquals([then.history.length, snapshots[0].progress.step], [1, 1]);
  // Adam's first moment after one step is a tenth of the gradient, and of nothing before.
  const { validation: _, ...alone } = other;
  const still = { ...alone, options: { ...other.options, optimizer: { type: "sgd" as const } } };
  const zero = { ...still.options.optimizer, learningRate: 1e-30, momentum: 0 };
  const same = await train({ ...still, options: { ...still.options, optimizer: zero }, params });
  const weight = "encoder.1.weight";
  assertEquals(same.end.params[weight], params[weight]);
  // What no gradient moves comes along: the mean that is taken off, and the statistics, which move on.
  const kept = Object.keys(params).filter((path) => !other.plan.params[path].trainable);
  assert(kept.length > 2);
  for (const path of kept) {
    const { values } = params[path], now = same.end.params[path].values;
    if (values.length === 8) assertEquals(now, values);
    else assertNotEquals(now, values);
  }
});

Deno.test("a snapshot's parameters go before those that a training started from", async () => {
  const input = toyTraining();
  const snapshots: Snapshot[] = [];
  const { end: { params } } = await train(input);
  const whole = await train({ ...input, params }, (event) => snapshots.push(event.snapshot()));
  const rest = await train({ ...input, params, from: snapshots[5] });
  assertEquals(rest.end.params, whole.end.params);
});

Deno.test("the best parameters at a place are those of the best epoch, or the last before there is one", async () => {
  const snapshots: Snapshot[] = [];
  const { end } = await train(toyTraining(), (event) => snapshots.push(event.snapshot()));
  const [first] = snapshots, last = snapshots.at(-1)!;
  assertEquals(bestOf(first), { params: first.params, bestEpoch: 1 });
  assertEquals(bestOf(last), { params: end.params, bestEpoch: end.bestEpoch });
  const { best: _, ...unvalidated } = last;
  assertEquals(bestOf(unvalidated), { params: last.params, bestEpoch: 3 });
});

Deno.test("parameters of another model are refused, with the first that differs", async () => {
  const { params } = (await train(toyTraining({ plan: linear() }))).end;
  const { "encoder.0.bias": _, ...fewer } = params;
  const plan = linear({
    encoder: [{ type: "dense", units: 3 }],
    decoder: [{ type: "dense", units: 8 }],
  });
  const cases = [
    [{ plan, params }, `their "encoder.0.weight" has shape [8, 2], the model's [8, 3]`],
    [{ plan: linear(), params: fewer }, `they have no "encoder.0.bias", which the model has`],
    [
      { plan: linear(), params: { ...params, extra: params["encoder.0.bias"] } },
      `they have "extra", which the model does not have`,
    ],
  ] as const;
  for (const [change, why] of cases) {
    const { message } = await assertRejects(() => train(toyTraining(change)), RangeError);
    assertEquals(
      message,
      `Cannot start from these parameters: ${why}; expected those that the model has`,
    );
  }
});
