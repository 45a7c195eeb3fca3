import { assertEquals } from "@std/assert";
import { join } from "@std/path";
import { encodeSafetensors } from "../../src/core/safetensors.ts";
import { readTrainingSeconds } from "../../src/runs/read_training_seconds.ts";
import { RUN_FILES } from "../../src/runs/run_folder.ts";

const directory = await Deno.makeTempDir();

globalThis.addEventListener("unload", () => Deno.removeSync(directory, { recursive: true }));

const path = join(directory, RUN_FILES.checkpoint);
const tensors = { bias: { shape: [64], values: new Float32Array(64) } };

Deno.test("the seconds of a training are read of its checkpoint, without its tensors", async () => {
  const bytes = encodeSafetensors({ tensors, metadata: { seconds: "12.5" } });
  await Deno.writeFile(path, bytes);
  assertEquals(await readTrainingSeconds(directory), 12.5);
  await Deno.writeFile(path, bytes.subarray(0, -100));
  assertEquals(await readTrainingSeconds(directory), 12.5);
});

Deno.test("without a checkpoint, or with a damaged one, the seconds are not known", async () => {
  const heads = [
    new Uint8Array(),
    new Uint8Array(3),
    new Uint8Array(64).fill(255),
    encodeSafetensors({ tensors, metadata: {} }),
    encodeSafetensors({ tensors, metadata: { seconds: "soon" } }),
    encodeSafetensors({ tensors, metadata: { seconds: "12.5" } }).subarray(0, 40),
  ];
  for (const head of heads) {
    await Deno.writeFile(path, head);
    assertEquals(await readTrainingSeconds(directory), undefined);
  }
  await Deno.remove(path);
  assertEquals(await readTrainingSeconds(directory), undefined);
  assertEquals(await readTrainingSeconds(path), undefined);
});
