import { assert, assertEquals } from "@std/assert";
import { type AutoencoderSpec, forExamples } from "../../src/model/mod.ts";
import { describeAutoencoder } from "../../src/variants/mod.ts";
import { trainPoints } from "../workflows/train_points.ts";

const dictionary = (deadAfter?: number): AutoencoderSpec =>
  describeAutoencoder({
    encoder: [{
      type: "dense_top_k",
      units: 48,
      k: 2,
      ...(deadAfter !== undefined && { deadAfter }),
    }],
    loss: "mean-squared-error",
  }, [5]);

const deadAfterOf = (spec: AutoencoderSpec, count: number) => {
  const [layer] = forExamples(spec, count).encoder;
  return layer.type === "dense_top_k" ? layer.deadAfter : undefined;
};

Deno.test("a latent is dead after an epoch without firing, unless the layer says after how many examples", () => {
  assertEquals(deadAfterOf(dictionary(), 320), 319);
  assertEquals(deadAfterOf(dictionary(), 1), 1);
  assertEquals(deadAfterOf(dictionary(), 1e9), 10_000_000);
  assertEquals(deadAfterOf(dictionary(77), 320), 77);
});

Deno.test("layers that go by no number of examples stay as they are", () => {
  const spec = describeAutoencoder({ codeSize: 2, loss: "mean-squared-error" }, [5]);
  assertEquals(forExamples(spec, 320), spec);
});

Deno.test("latents of a small dictionary that never fire are dead after its first epoch", async () => {
  const directory = await Deno.makeTempDir();
  const { run, evaluation: { sparse } } = await trainPoints(directory, {
    model: { encoder: dictionary().encoder, loss: "mean-squared-error" },
    "training.epochs": 1,
  });
  const idle = run.model.params["encoder.0.idle"].values;
  const never = idle.filter((count) => count >= 320).length;
  assert(never > 10, `${never}`);
  assertEquals(sparse?.dead, never / 48);
  assertEquals(sparse?.deadWhen, "it fired on none of the last 319 training examples");
  await Deno.remove(directory, { recursive: true });
});
