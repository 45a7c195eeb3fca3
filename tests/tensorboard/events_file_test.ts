import { assert, assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { hasEvents, writeEvents } from "../../src/runs/events/events_file.ts";
import { metricsToEvents } from "../../src/tensorboard/mod.ts";
import type { EpochMetrics } from "../../src/training/mod.ts";
import { canRead, readEvents, skipped } from "./read_events.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const epochs: EpochMetrics[] = [1, 2, 3].map((epoch) => ({
  epoch,
  step: 40 * epoch,
  trainingLoss: 0.5 / epoch,
  penalties: { "código": 2 },
  validationLoss: 1 / 3,
  learningRate: 0.125,
}));

/** An empty folder for a run. */
const newRun = () => Deno.makeTempDir({ dir: directory });

const stepsOf = async (path: string) => (await readEvents(path)).map(({ step }) => step);

Deno.test({
  name: `epochs are events with their steps, and each value has a curve of its name${skipped}`,
  ignore: !canRead,
  async fn() {
    const run = await newRun();
    const stage = { ...epochs[0], stage: 2, figures: { freeEnergyGap: -1 } };
    const path = await writeEvents(run, [stage, epochs[0]], { now: 1_700_000_000.5 });
    assertEquals(path, join(run, "tensorboard", "events.out.tfevents.1700000000.isthmus"));
    const [version, first, second, ...others] = await readEvents(path);
    assertEquals(version, {
      wallTime: 1_700_000_000.5,
      step: 0,
      fileVersion: "brain.Event:2",
      scalars: {},
    });
    assertEquals(first.scalars["stage_2/figures/freeEnergyGap"], -1);
    assertEquals([second.wallTime, second.step, second.scalars, others], [1_700_000_000.5, 40, {
      "loss/training": 0.5,
      "loss/validation": Math.fround(1 / 3),
      "penalties/código": 2,
      "training/learning_rate": 0.125,
      "training/epoch": 1,
    }, []]);
    const whole = metricsToEvents([stage, epochs[0]], { wallTime: 1_700_000_000.5 });
    assertEquals(await Deno.readFile(path), whole);
  },
});

Deno.test({
  name: `an epoch is written once, whoever writes it again, and keeps its time${skipped}`,
  ignore: !canRead,
  async fn() {
    const run = await newRun();
    assert(!await hasEvents(run));
    const path = await writeEvents(run, epochs.slice(0, 1), { now: 100 });
    assert(await hasEvents(run));
    for (let time = 0; time < 2; time++) {
      assertEquals(await writeEvents(run, epochs, { now: 200 + time }), path);
      assertEquals(await stepsOf(path), [0, 40, 80, 120]);
    }
    assertEquals((await readEvents(path)).map(({ wallTime }) => wallTime), [100, 100, 200, 200]);
  },
});

Deno.test({
  name:
    `what a killed process left, and epochs that a training went back behind, are cut off${skipped}`,
  ignore: !canRead,
  async fn() {
    const run = await newRun();
    const path = await writeEvents(run, epochs, { now: 100 });
    const bytes = await Deno.readFile(path);
    await Deno.writeFile(path, bytes.subarray(0, -7));
    await assertRejects(() => readEvents(path));
    await writeEvents(run, epochs, { now: 300 });
    assertEquals((await readEvents(path)).map(({ wallTime }) => wallTime), [100, 100, 100, 300]);
    const other = { ...epochs[1], trainingLoss: 9 };
    await writeEvents(run, [epochs[0], other], { now: 400 });
    const events = await readEvents(path);
    assertEquals(events.map(({ step }) => step), [0, 40, 80]);
    assertEquals(events[2].scalars["loss/training"], 9);
    await Deno.writeTextFile(path, "no events");
    await writeEvents(run, epochs.slice(0, 1), { now: 500 });
    assertEquals(await stepsOf(path), [0, 40]);
  },
});
