import { assertEquals, assertThrows } from "@std/assert";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { describeModel, mirrorDecoder, planAutoencoder } from "../../src/model/mod.ts";

const relu: LayerSpec = { type: "activation", function: "relu" };

/** The decoder that is derived for an encoder, once it is known to fit. */
function decoderOf(
  encoder: LayerSpec[],
  { inputShape = [28, 28, 1], tied = false }: { inputShape?: number[]; tied?: boolean } = {},
): LayerSpec[] {
  const spec = describeModel({ encoder, tied, loss: "mean-squared-error" }, inputShape);
  planAutoencoder(spec);
  return spec.decoder;
}

for (const tied of [false, true]) {
  const tie = (path: string) => tied ? { tiedTo: path } : {};
  Deno.test(`convolutions are mirrored by transposed ones, ${tied ? "" : "not "}tied`, () => {
    const encoder: LayerSpec[] = [
      { type: "conv2d", filters: 16, size: 3, stride: 2 },
      { type: "batch_normalization" },
      relu,
      { type: "conv2d", filters: 8, size: 5, stride: 2, padding: "valid", bias: false },
      relu,
      { type: "flatten" },
      { type: "dense", units: 10 },
    ];
    assertEquals(decoderOf(encoder, { tied }), [
      { type: "dense", units: 200, ...tie("encoder.6") },
      { type: "reshape", shape: [5, 5, 8] },
      relu,
      {
        type: "conv2d_transpose",
        filters: 16,
        size: 5,
        stride: 2,
        padding: "valid",
        bias: false,
        outputSize: [14, 14],
        ...tie("encoder.3"),
      },
      { type: "batch_normalization" },
      relu,
      { type: "conv2d_transpose", filters: 1, size: 3, stride: 2, ...tie("encoder.0") },
    ]);
  });

  Deno.test(`transposed convolutions are mirrored by convolutions, ${tied ? "" : "not "}tied`, () => {
    const encoder: LayerSpec[] = [
      {
        type: "conv2d_transpose",
        filters: 4,
        size: [3, 2],
        stride: [2, 1],
        outputSize: [13, 5],
        bias: false,
      },
    ];
    assertEquals(decoderOf(encoder, { inputShape: [7, 5, 2], tied }), [
      {
        type: "conv2d",
        filters: 2,
        size: [3, 2],
        stride: [2, 1],
        bias: false,
        ...tie("encoder.0"),
      },
    ]);
  });
}

Deno.test("odd sizes come back: 7 to 4 to 7", () => {
  const shape = { inputShape: [7, 7, 2] };
  assertEquals(decoderOf([{ type: "conv2d", filters: 3, size: 3, stride: 2 }], shape), [
    { type: "conv2d_transpose", filters: 2, size: 3, stride: 2, outputSize: [7, 7] },
  ]);
  assertEquals(decoderOf([{ type: "max_pool", padding: "same", switches: true }], shape), [
    { type: "max_unpool", pool: "encoder.0", size: 2, padding: "same", outputSize: [7, 7] },
  ]);
  assertEquals(decoderOf([{ type: "max_pool", padding: "same" }], shape), [
    { type: "up_sampling", size: 2, outputSize: [7, 7] },
  ]);
});

Deno.test("pools with switches are mirrored by unpooling with them, others by repetition", () => {
  const encoder = (switches: boolean): LayerSpec[] => [
    { type: "conv2d", filters: 4, size: 3 },
    relu,
    { type: "max_pool", ...(switches && { switches }) },
    { type: "conv2d", filters: 2, size: 3 },
    { type: "max_pool", size: 2, ...(switches && { switches }) },
  ];
  assertEquals(decoderOf(encoder(true)), [
    { type: "max_unpool", pool: "encoder.4", size: 2 },
    { type: "conv2d_transpose", filters: 4, size: 3 },
    { type: "max_unpool", pool: "encoder.2", size: 2 },
    relu,
    { type: "conv2d_transpose", filters: 1, size: 3 },
  ]);
  assertEquals(decoderOf(encoder(false)), [
    { type: "up_sampling", size: 2 },
    { type: "conv2d_transpose", filters: 4, size: 3 },
    { type: "up_sampling", size: 2 },
    relu,
    { type: "conv2d_transpose", filters: 1, size: 3 },
  ]);
});

Deno.test("windows that overlap are mirrored with their stride", () => {
  const pool: LayerSpec = { type: "max_pool", size: 3, stride: 2, padding: "same" };
  assertEquals(decoderOf([{ ...pool, switches: true }], { inputShape: [9, 8, 1] }), [
    {
      type: "max_unpool",
      pool: "encoder.0",
      size: 3,
      stride: 2,
      padding: "same",
      outputSize: [9, 8],
    },
  ]);
  assertEquals(decoderOf([pool], { inputShape: [9, 8, 1] }), [
    { type: "up_sampling", size: 2, outputSize: [9, 8] },
  ]);
  assertThrows(
    () => decoderOf([{ type: "max_pool", size: 3, stride: 2 }], { inputShape: [9, 9, 1] }),
    RangeError,
    'Cannot mirror encoder.0, a "max_pool" of "valid" windows that overlap: repeating its output gives 8 × 8, less than 9 × 9, use switches or padding "same"',
  );
});

Deno.test("a global pool is mirrored by repetition, and repetition by a pool", () => {
  assertEquals(decoderOf([{ type: "global_pool", function: "average" }]), [
    { type: "up_sampling", size: [28, 28] },
  ]);
  assertEquals(decoderOf([{ type: "up_sampling", size: [2, 3] }]), [
    { type: "max_pool", size: [2, 3] },
  ]);
  assertEquals(decoderOf([{ type: "up_sampling", size: 2, outputSize: [55, 56] }]), [
    { type: "max_pool", size: 2, padding: "same" },
  ]);
  assertEquals(
    mirrorDecoder(
      [{ type: "max_unpool", pool: "encoder.0", size: 3, stride: 2, padding: "same" }],
      {
        inputShape: [4, 4, 1],
        tied: false,
      },
    ),
    [{ type: "max_pool", size: 3, stride: 2, padding: "same" }],
  );
});

Deno.test("a dilated convolution is mirrored by another where that keeps the size", () => {
  const conv: LayerSpec = { type: "conv2d", filters: 4, size: 3, dilation: 2 };
  assertEquals(decoderOf([conv]), [{ type: "conv2d", filters: 1, size: 3, dilation: 2 }]);
  for (const [encoder, tied] of [[conv, true], [{ ...conv, padding: "valid" }, false]] as const) {
    assertThrows(
      () => decoderOf([encoder], { tied }),
      RangeError,
      'Cannot mirror encoder.0, a "conv2d" with dilation: only one with padding "same" and weights of its own has a mirror',
    );
  }
});

const unpool: LayerSpec = { type: "max_unpool", pool: "encoder.0", size: 2 };

const faulty: [name: string, encoder: LayerSpec[], decoder: LayerSpec[], message: string][] = [
  [
    "an unpool without a pool that keeps switches",
    [{ type: "max_pool" }],
    [unpool],
    'Layer decoder.0: it takes "encoder.0.switches", which no earlier layer gives; it needs a "max_pool" with "switches": true before it',
  ],
  [
    "an unpool that names another layer than the pool",
    [{ type: "max_pool", switches: true }],
    [{ ...unpool, pool: "encoder.3" }],
    'Layer decoder.0: it takes "encoder.3.switches", which no earlier layer gives; there is "encoder.0.switches"',
  ],
  [
    "an unpool of values of another shape than its switches",
    [{ type: "max_pool", switches: true }],
    [{ type: "conv2d", filters: 3, size: 1 }, unpool],
    'Layer decoder.1: it takes "encoder.0.switches" of shape [2, 2, 1], but its input needs [2, 2, 3]',
  ],
  [
    "an unpool of other windows than its pool",
    [{ type: "max_pool", switches: true }],
    [{ ...unpool, size: 3, stride: 2, padding: "same" }],
    'Layer decoder.0: it takes "encoder.0.switches" of windows of 2 × 2, stride 2 × 2, padding "valid", but has windows of 3 × 3, stride 2 × 2, padding "same"',
  ],
  [
    "a filter tied to one of other channels",
    [{ type: "conv2d", filters: 3, size: 3 }],
    [{ type: "conv2d_transpose", filters: 2, size: 3, tiedTo: "encoder.0" }],
    'Layer decoder.0: its filter needs shape [3, 3, 2, 3], "encoder.0.filter" has [3, 3, 1, 3]',
  ],
];

for (const [name, encoder, decoder, message] of faulty) {
  Deno.test(`a plan refuses ${name}`, () => {
    assertThrows(
      () =>
        planAutoencoder({
          inputShape: [4, 4, 1],
          encoder,
          decoder,
          reconstructionLoss: "mean-squared-error",
        }),
      RangeError,
      message,
    );
  });
}

Deno.test("what is wrong with a size is said in one sentence that names the field", () => {
  const described = (layer: unknown) => () =>
    describeModel(
      { encoder: [layer as LayerSpec], loss: "mean-squared-error" },
      [28, 28, 1],
    );
  assertThrows(
    described({ type: "conv2d", filters: 3, size: 0 }),
    TypeError,
    "Cannot use these model options: encoder.0.size: ",
  );
  assertThrows(
    described({ type: "max_pool", size: [2, 2, 2] }),
    TypeError,
    "Cannot use these model options: encoder.0.size: ",
  );
});
