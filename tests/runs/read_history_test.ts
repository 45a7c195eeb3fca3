import { assertEquals, assertRejects } from "@std/assert";
import { join } from "@std/path";
import { readHistory } from "../../src/runs/read_history.ts";

const directory = await Deno.makeTempDir();
const path = join(directory, "metrics.jsonl");

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const epoch = { epoch: 1, step: 10, trainingLoss: 0.5, learningRate: 0.1 };

Deno.test("the metrics of a run are read as they were written", async () => {
  const second = { ...epoch, epoch: 2, penalties: { l1: 3 }, validationLoss: 0.25 };
  await Deno.writeTextFile(path, `${JSON.stringify(epoch)}\n${JSON.stringify(second)}\n`);
  assertEquals(await readHistory(directory), [epoch, second]);
});

const damaged: [line: string, sentence: string][] = [
  ['{"epoch":2,', "it is no JSON object"],
  ["[2]", "it is no JSON object"],
  ['{"epoch":2,"step":20}', "trainingLoss: invalid input: expected number, received undefined"],
  [JSON.stringify({ ...epoch, step: -1 }), "step: too small: expected number to be >=0"],
  [JSON.stringify({ ...epoch, loss: 1 }), 'unrecognized key: "loss"'],
];

for (const [line, sentence] of damaged) {
  Deno.test(`metrics with a line ${line} are refused: ${sentence}`, async () => {
    await Deno.writeTextFile(path, `${JSON.stringify(epoch)}\n${line}\n`);
    await assertRejects(
      () => readHistory(directory),
      TypeError,
      `Cannot use ${path}, line 2: ${sentence}`,
    );
  });
}
