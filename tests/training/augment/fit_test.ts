import { assertAlmostEquals, assertEquals, assertNotEquals, assertRejects } from "@std/assert";
import type { NdArray } from "../../../src/core/nd_array.ts";
import { type AutoencoderSpec, planAutoencoder } from "../../../src/model/mod.ts";
import type { FitInput, Snapshot } from "../../../src/training/mod.ts";
import "../../start_backend.ts";
import { examples, linear, toyTraining, train } from "../toy_training.ts";

const augment = { shift: 1, flip: "both", rotation: 15, brightness: 0.2 } as const;

/** The points of the toy training as pictures [2, 4, 1]. */
const pictures = (count: number, seed: number) => ({ ...examples(count, seed), shape: [2, 4, 1] });

/** A plan of pictures [2, 4, 1] of a code of so many values. */
const planOf = (units: number, spec: Partial<AutoencoderSpec> = {}) =>
  planAutoencoder({
    inputShape: [2, 4, 1],
    encoder: [{ type: "flatten" }, { type: "dense", units }],
    decoder: [{ type: "dense", units: 8 }, { type: "reshape", shape: [2, 4, 1] }],
    reconstructionLoss: "mean-squared-error",
    ...spec,
  });

/** A plan with dropout in it. */
const plan = planOf(2, {
  encoder: [{ type: "flatten" }, { type: "dropout", rate: 0.2 }, { type: "dense", units: 2 }],
});

/** The toy training on pictures. */
const training = (change: Partial<FitInput> = {}): FitInput =>
  toyTraining({ plan, train: pictures(50, 1), validation: pictures(20, 2), ...change });

Deno.test("a training with augmentation cut at any event goes on to the same bytes", async () => {
  const input = training({ augment }), snapshots: Snapshot[] = [];
  const whole = await train(input, (event) => snapshots.push(event.snapshot()));
  for (const from of snapshots) {
    const rest = await train({ ...input, from });
    assertEquals(rest.end.params, whole.end.params);
    assertEquals(rest.history, whole.history);
  }
});

Deno.test("augmentation changes the training, and none of its options is the training without it", async () => {
  const plain = await train(training());
  assertNotEquals((await train(training({ augment }))).losses, plain.losses);
  const none = await train(training({ augment: {} }));
  assertEquals([none.losses, none.end.params], [plain.losses, plain.end.params]);
});

/** A learning rate that moves nothing. */
const still = { epochs: 1, optimizer: { type: "sgd", learningRate: 1e-30 } } as const;

Deno.test("input and target are the same picture", async () => {
  const identity = (path: string, { shape }: { shape: readonly number[] }): [string, NdArray] => [
    path,
    {
      shape: [...shape],
      values: Float32Array.from(
        { length: shape.reduce((a, b) => a * b) },
        (_, i) => shape.length === 2 && i % 9 === 0 ? 1 : 0,
      ),
    },
  ];
  const plan = planOf(8);
  const params = Object.fromEntries(
    Object.entries(plan.params).map(([path, param]) => identity(path, param)),
  );
  const { losses } = await train(training({ plan, params, augment, options: still }));
  losses.forEach((loss) => assertAlmostEquals(loss, 0, 1e-9));
});

Deno.test("validation examples stay as they are", async () => {
  const plain = await train(training({ options: still }));
  const changed = await train(training({ options: still, augment }));
  assertEquals(changed.history[0].validationLoss, plain.history[0].validationLoss);
  assertNotEquals(changed.history[0].trainingLoss, plain.history[0].trainingLoss);
});

Deno.test("augmentation of what are no pictures, or cannot be changed so, is refused in one sentence", async () => {
  const refused: [input: FitInput, sentence: string][] = [
    [
      toyTraining({ plan: linear(), augment }),
      "Cannot augment the training examples: they have shape [8], expected pictures [height, width, " +
      "channels]; leave out data.augment",
    ],
    [
      training({ augment: { shift: 2 } }),
      "Cannot augment the training examples: a shift of 2 pixels moves pictures of shape [2, 4, 1] " +
      "out of sight, use a data.augment.shift below 2",
    ],
  ];
  for (const [input, sentence] of refused) {
    assertEquals((await assertRejects(() => train(input), RangeError)).message, sentence);
  }
  await assertRejects(
    () => train(training({ augment: { rotation: 200 } })),
    TypeError,
    "Cannot use these augmentations: rotation: too big",
  );
});
