import type { LayerSpec } from "../../src/layers/mod.ts";
import type { PlannedLayer } from "../../src/model/mod.ts";
import {
  both,
  convolvePlain,
  deconvolvePlain,
  globalPoolPlain,
  maxPoolPlain,
  maxUnpoolPlain,
  type PlainImage,
  upSamplePlain,
} from "../layers/images/plain_images.ts";

/** The layers that see rows and columns. */
export type ImageLayerSpec = Extract<
  LayerSpec,
  {
    type:
      | "conv2d"
      | "conv2d_transpose"
      | "global_pool"
      | "max_pool"
      | "max_unpool"
      | "up_sampling";
  }
>;

/** The output of such a layer for one example, in doubles; `switches` are kept by pool. */
export function applyImagePlain(
  spec: ImageLayerSpec,
  values: readonly number[],
  { path, inputShape, outputShape, param, switches }: {
    path: string;
    inputShape: PlannedLayer["inputShape"];
    outputShape: PlannedLayer["outputShape"];
    param: (name: string) => number[];
    switches: Record<string, readonly number[]>;
  },
): readonly number[] {
  const [height, width, channels] = inputShape;
  const x: PlainImage = { shape: [height, width, channels], values };
  const image = [outputShape[0], outputShape[1]] as const;
  switch (spec.type) {
    case "conv2d":
    case "conv2d_transpose": {
      const { size, stride = 1, padding = "same", filters } = spec;
      const bias = spec.bias === false ? Array(filters).fill(0) : param("bias");
      const weights = { filter: param("filter"), bias };
      const windows = { size: both(size), stride: both(stride), padding };
      return spec.type === "conv2d"
        ? convolvePlain(x, weights, { ...windows, dilation: both(spec.dilation ?? 1) }).values
        : deconvolvePlain(x, weights, { ...windows, image }).values;
    }
    case "max_pool":
    case "max_unpool": {
      const { size = 2, stride = size, padding = "valid" } = spec;
      const windows = { size: both(size), stride: both(stride), padding };
      if (spec.type === "max_unpool") {
        return maxUnpoolPlain(x, switches[spec.pool], { ...windows, image }).values;
      }
      const pooled = maxPoolPlain(x, windows);
      switches[path] = pooled.switches;
      return pooled.values;
    }
    case "up_sampling":
      return upSamplePlain(x, both(spec.size), image).values;
    case "global_pool":
      return globalPoolPlain(x, spec.function).values;
  }
}
