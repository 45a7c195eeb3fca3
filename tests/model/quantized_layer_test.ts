import { assertEquals } from "@std/assert";
import type { LayerSpec } from "../../src/layers/mod.ts";
import { describeModel, planAutoencoder, quantizedLayer } from "../../src/model/mod.ts";

const planOf = (...layers: LayerSpec[]) =>
  planAutoencoder(describeModel({
    encoder: [{ type: "conv2d", filters: 6, size: 2, stride: 2 }, ...layers],
    loss: "mean-squared-error",
  }, [8, 4, 1]));

Deno.test("a quantisation at the end of the encoder says how many bits a code takes", () => {
  const plan = planOf({ type: "vector_quantization", entries: 64, size: 3 });
  const { layer, ...sizes } = quantizedLayer(plan)!;
  assertEquals(layer.path, "encoder.1");
  assertEquals(sizes, { entries: 64, size: 3, count: 16, bits: 96 });
  assertEquals(quantizedLayer(planOf({ type: "vector_quantization", entries: 2 }))!.bits, 8);
});

Deno.test("a quantisation that other layers follow does not make the code one of entries", () => {
  const plan = planOf({ type: "vector_quantization", entries: 64 }, {
    type: "conv2d",
    filters: 2,
    size: 1,
  });
  assertEquals(quantizedLayer(plan), undefined);
});
