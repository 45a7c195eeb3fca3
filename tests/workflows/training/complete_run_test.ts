/** The order of making a run: training, finishing, classifier; interrupted in each, and gone on with. */
import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { parseRecipe } from "../../../src/recipes/mod.ts";
import { prepareNewRun } from "../../../src/workflows/prepare_run.ts";
import { prepareResumedRun } from "../../../src/workflows/reopen_run.ts";
import {
  completeRun,
  type CompletionEvent,
  type RunEnd,
} from "../../../src/workflows/training/complete_run.ts";
import { inFolder } from "../../in_folder.ts";

const recipe = parseRecipe({
  ...{ name: "tiny", description: "A few strokes, few weights" },
  data: { name: "strokes", count: 60 },
  model: { variant: "deep", codeSize: 3, nodes: [8] },
  training: { epochs: 2, batchSize: 20 },
  classifier: { training: { epochs: 2, batchSize: 20 } },
}, "the recipe");

/** The names of events, each run of equal ones once. */
function names(events: readonly CompletionEvent[]): string[] {
  const all = events.map((event) =>
    event.type === "finishing"
      ? event.what
      : event.type === "classifier"
      ? `classifier's ${event.event.type}`
      : event.type
  );
  return all.filter((name, i) => name !== all[i - 1]);
}

Deno.test("a run that is interrupted in its training, its finishing and its classifier is made in one order", async () => {
  await inFolder(async (directory) => {
    const out = join(directory, "run"),
      stops = [
        (event: CompletionEvent) => event.type === "epoch",
        (event: CompletionEvent) => event.type === "finishing" && event.what === "Measuring PCA",
        (event: CompletionEvent) => event.type === "classifier" && event.event.type === "epoch",
        () => false,
      ];
    const ends: RunEnd[] = [], heard: string[][] = [];
    for (const [i, isLast] of stops.entries()) {
      const stop = new AbortController(), events: CompletionEvent[] = [];
      using run = i === 0
        ? await prepareNewRun(recipe, { out })
        : await prepareResumedRun(out, { overrides: {} });
      ends.push(
        await completeRun(run, {
          signal: stop.signal,
          onEvent(event) {
            events.push(event);
            if (isLast(event)) stop.abort();
          },
        }),
      );
      heard.push(names(events));
    }
    assertEquals(ends.map(({ type }) => type), [
      "interrupted",
      "interrupted",
      "interrupted-classifier",
      "finished",
    ]);
    assertEquals(heard, [
      ["step", "epoch"],
      [
        "step",
        "epoch",
        "end",
        "Exporting to ONNX",
        "Measuring the errors for thresholds",
        "Measuring PCA",
      ],
      [
        "end",
        "Exporting to ONNX",
        "Measuring the errors for thresholds",
        "Measuring PCA",
        "Measuring the test error",
        "Writing the report",
        "Training the classifier",
        "classifier's step",
        "classifier's epoch",
      ],
      // What the third finished is not measured again.
      [
        "end",
        "Training the classifier",
        "classifier's step",
        "classifier's epoch",
        "classifier's end",
      ],
    ]);
    const [, , third, fourth] = ends;
    if (third.type !== "interrupted-classifier" || fourth.type !== "finished") {
      throw new Error("the ends are not as they were compared");
    }
    assertEquals(fourth.finished.evaluation, third.finished.evaluation);
    assertEquals(fourth.classifier?.history.length, 2);
  });
});
