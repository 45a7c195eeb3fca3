import { assertEquals } from "@std/assert";
import {
  interruptedOutcome,
  outcomeBeforeTraining,
} from "../../src/cli/console/interrupted_outcome.ts";
import { type Progress, trainingOptions } from "../../src/training/mod.ts";

const options = trainingOptions.parse({ epochs: 8, earlyStopping: { patience: 2 } });

/**
 * The position of a training that takes ten steps an epoch, after epochs of these validation
 * losses.
 */
function progress(losses: readonly number[], { used = 0, step }: { used?: number; step: number }) {
  const history = losses.map((validationLoss, i) => ({
    epoch: i + 1,
    step: 10 * (i + 1),
    trainingLoss: 1,
    validationLoss,
    learningRate: 0.1,
  }));
  return { epoch: losses.length, used, step, lossSum: 0, termSums: {}, history };
}

const sentence = (at: Progress | undefined) =>
  interruptedOutcome({ directory: "runs/a", options }, at).text;

Deno.test("an interrupted training says where its checkpoint stands and what goes on with it", () => {
  const way = "; go on with: deno task train --resume runs/a";
  const ways = `${way}, or finish it as it is with: deno task isthmus finish runs/a`;
  assertEquals(
    sentence(progress([3, 2], { used: 70, step: 27 })),
    "Interrupted in epoch 3 of 8, after step 27" + ways,
  );
  assertEquals(
    sentence(progress([3, 2], { step: 20 })),
    "Interrupted in epoch 3 of 8, after step 20" + ways,
  );
  const [all, stale] = [[8, 7, 6, 5, 4, 3, 2, 1], [3, 2, 2, 2]];
  assertEquals(
    sentence(progress(all, { step: 80 })),
    "Interrupted after the last step, 80" + ways,
  );
  assertEquals(
    sentence(progress(stale, { step: 40 })),
    "Interrupted after the last step, 40" + ways,
  );
  assertEquals(
    sentence(undefined),
    "Interrupted before the first step: nothing is trained, and runs/a has no checkpoint" + way,
  );
});

Deno.test("what goes on with a training names the files of its plug-ins again", () => {
  const plugins = ["a.ts", "b.ts"], at = progress([3, 2], { step: 20 });
  const resume = "; go on with: deno task train --resume runs/a --plugin a.ts --plugin b.ts";
  assertEquals(
    interruptedOutcome({ directory: "runs/a", options, plugins }, at).text,
    `Interrupted in epoch 3 of 8, after step 20${resume}, or finish it as it is with: ` +
      "deno task isthmus finish runs/a --plugin a.ts --plugin b.ts",
  );
  assertEquals(
    outcomeBeforeTraining("runs/a", plugins).text,
    `Interrupted before another step: runs/a is as it was${resume}`,
  );
});

Deno.test("an interrupt before anything was written says so", () => {
  assertEquals(outcomeBeforeTraining(undefined), {
    json: { interrupted: true },
    text: "Interrupted before the first step: nothing is trained, and nothing was written",
    exitCode: 130,
  });
  assertEquals(outcomeBeforeTraining("runs/a"), {
    json: { run: "runs/a", interrupted: true },
    text: "Interrupted before another step: runs/a is as it was; go on with: deno task train " +
      "--resume runs/a",
    exitCode: 130,
  });
});
