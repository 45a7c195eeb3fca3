import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { decodeSafetensors, encodeSafetensors } from "../../src/core/safetensors.ts";
import {
  type Snapshot,
  snapshotFromSafetensors,
  snapshotToSafetensors,
  type TrainingEvent,
} from "../../src/training/mod.ts";
import "../start_backend.ts";
import { linear, toyTraining, train } from "./toy_training.ts";

/** A snapshot after its way through a file. */
function throughFile(snapshot: Snapshot): Snapshot {
  const bytes = encodeSafetensors(snapshotToSafetensors(snapshot, { run: "x" }));
  return snapshotFromSafetensors(decodeSafetensors(bytes, "checkpoint.safetensors"));
}

const nameOf = (event: TrainingEvent) => event.type === "step" ? event.step : event.type;

const trainings: Readonly<Record<string, Record<string, unknown>>> = {
  "Adam with warm-up and clipping": {},
  "momentum and a schedule of steps": {
    optimizer: { type: "sgd", learningRate: 0.05, nesterov: true },
    schedule: { type: "step", every: 1, factor: 0.5 },
  },
  "early stopping": {
    epochs: 9,
    optimizer: { type: "sgd", learningRate: 2 },
    schedule: { type: "constant" },
    earlyStopping: { patience: 1 },
  },
};

for (const [name, training] of Object.entries(trainings)) {
  Deno.test(`a training cut at any event goes on from its file to the same bytes: ${name}`, async () => {
    const input = toyTraining({ training });
    const snapshots: Snapshot[] = [];
    const whole = await train(input, (event) => snapshots.push(event.snapshot()));
    // In the middle of an epoch, after its last step, at its end, after the last one, at the end.
    for (let at = 0; at < snapshots.length; at++) {
      const from = throughFile(snapshots[at]);
      assertEquals(from, snapshots[at]);
      const rest = await train({ ...input, from });
      const where = `after event ${at}, ${nameOf(whole.events[at])}`;
      assertEquals(rest.end.params, whole.end.params, where);
      assertEquals(rest.history, whole.history, where);
      assertEquals(rest.end.bestEpoch, whole.end.bestEpoch, where);
      assertEquals(rest.end.reason, whole.end.reason, where);
      const remaining = at === snapshots.length - 1
        ? ["end"]
        : whole.events.slice(at + 1).map(nameOf);
      assertEquals(rest.events.map(nameOf), remaining, where);
    }
  });
}

Deno.test("a snapshot holds parameters, the optimizer's tensors, the best epoch and the position", async () => {
  const snapshots: Snapshot[] = [];
  const input = toyTraining({ plan: linear() });
  await train(input, (event) => snapshots.push(event.snapshot()));
  const [first, , , , epoch, , mid] = snapshots;
  const paths = Object.keys(input.plan.params);
  assertEquals(Object.keys(first.params), paths);
  assertEquals(
    Object.keys(first.optimizer),
    paths.flatMap((path) => [`firstMoment/${path}`, `secondMoment/${path}`]),
  );
  assertEquals([first.best, epoch.best], [undefined, epoch.params]);
  const { epoch: epochs, used, step, history } = mid.progress;
  assertEquals([epochs, used, step, history.length], [1, 32, 6, 1]);
});

Deno.test("a checkpoint without a position, or with one that is not JSON, is refused in one sentence", () => {
  for (const metadata of [{}, { progress: "{" }, { progress: "3" }, { progress: "{}" }]) {
    const error = assertThrows(
      () => snapshotFromSafetensors({ tensors: {}, metadata: metadata as Record<string, string> }),
      SyntaxError,
      "Cannot resume from this checkpoint: ",
    );
    assert(!error.message.includes("\n"));
  }
});

Deno.test("a snapshot of another model or optimizer is refused before anything is allocated", async () => {
  const snapshots: Snapshot[] = [];
  const input = toyTraining({ plan: linear() });
  await train(input, (event) => snapshots.push(event.snapshot()));
  const wider = linear({
    encoder: [{ type: "dense", units: 3 }],
    decoder: [{ type: "dense", units: 8 }],
  });
  const { "encoder.0.bias": _, ...fewer } = snapshots[0].params;
  for (
    const [change, why] of [
      [{ plan: wider }, `"encoder.0.weight" has shape [8, 2], expected [8, 3]`],
      [{ from: { ...snapshots[0], params: fewer } }, `it has no "encoder.0.bias"`],
      [{ from: { ...snapshots[0], optimizer: {} } }, `it has no "firstMoment/encoder.0.weight"`],
    ] as const
  ) {
    const error = await assertRejects(
      () => train({ ...input, from: snapshots[0], ...change }),
      RangeError,
    );
    assertEquals(error.message, `Cannot resume from this checkpoint: ${why}`);
  }
});
