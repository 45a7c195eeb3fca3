import type { Shape } from "../../core/shape.ts";
import { intsOf, type LiteCall, type LiteOperator, mustBe, valueOf } from "../lite_call.ts";
import { eachTap, type Taps } from "./taps.ts";

/** Convolutions and pooling of images [B, K, H, W]; a convolution is a product of its patches. */
export const images = {
  Conv: {
    floats: true,
    scratch: ([, [, ...filter]], [y]) => product(filter) * product(y.slice(2)),
    prepare(call) {
      const x = valueOf(call.inputs, 0), filter = valueOf(call.inputs, 1);
      const y = valueOf(call.outputs, 0), bias = biasOf(call, y.shape[1]);
      const depth = product(filter.shape.slice(1)), pixels = product(y.shape.slice(2));
      const taps = tapsOf(call, { image: x.shape, windows: y.shape, filter: filter.shape });
      const patches = call.engine.floats(call.scratch, depth * pixels);
      const size = product(x.shape.slice(1)), [batch, channels] = y.shape;
      return () => {
        for (let i = 0; i < batch; i++) {
          patches.fill(0);
          eachTap(taps, (image, patch, count, step) => {
            let from = i * size + image;
            for (let k = 0; k < count; k++, from += step) patches[patch + k] = x.values[from];
          });
          call.engine.multiply({
            a: filter.at,
            b: call.scratch,
            c: y.at + i * channels * pixels * 4,
            rows: channels,
            columns: pixels,
            depth,
          });
        }
        addBias(y.values, { bias, pixels });
      };
    },
  },
  ConvTranspose: {
    floats: true,
    scratch: ([x, [, ...filter]]) => product(filter) * product(x.slice(2)),
    prepare(call) {
      if (call.attribute("output_shape")) throw new RangeError("it is given an output_shape");
      const x = valueOf(call.inputs, 0), filter = valueOf(call.inputs, 1);
      const y = valueOf(call.outputs, 0), bias = biasOf(call, y.shape[1]);
      const rows = product(filter.shape.slice(1)), pixels = product(x.shape.slice(2));
      const taps = tapsOf(call, { image: y.shape, windows: x.shape, filter: filter.shape });
      const patches = call.engine.floats(call.scratch, rows * pixels);
      const size = product(y.shape.slice(1)), [batch, depth] = x.shape;
      return () => {
        y.values.fill(0);
        for (let i = 0; i < batch; i++) {
          call.engine.multiply({
            a: filter.at,
            b: x.at + i * depth * pixels * 4,
            c: call.scratch,
            rows,
            columns: pixels,
            depth,
            transposeA: true,
          });
          eachTap(taps, (image, patch, count, step) => {
            let to = i * size + image;
            for (let k = 0; k < count; k++, to += step) y.values[to] += patches[patch + k];
          });
        }
        addBias(y.values, { bias, pixels: product(y.shape.slice(2)) });
      };
    },
  },
  MaxPool: {
    floats: true,
    prepare(call) {
      mustBe(call, "ceil_mode", 0);
      const x = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0);
      if (call.outputs.length > 1) throw new RangeError("it gives the positions of its maxima");
      const kernel = call.attribute("kernel_shape") as readonly number[];
      const [batch, channels, height, width] = x.shape, pixels = product(y.shape.slice(2));
      // Each channel by itself, as an image of one.
      const filter = [1, 1, ...kernel];
      const taps = tapsOf(call, { image: [1, 1, height, width], windows: y.shape, filter });
      return () => {
        y.values.fill(-Infinity);
        for (let plane = 0; plane < batch * channels; plane++) {
          eachTap(taps, (image, patch, count, step) => {
            const at = plane * pixels + patch % pixels;
            let from = plane * height * width + image;
            for (let k = 0; k < count; k++, from += step) {
              const value = x.values[from];
              if (value > y.values[at + k]) y.values[at + k] = value;
            }
          });
        }
      };
    },
  },
} as const satisfies Readonly<Record<string, LiteOperator>>;

const product = (sizes: Shape) => sizes.reduce((a, b) => a * b, 1);

/** How windows lie, from the attributes that all three operators share. */
function tapsOf(
  call: LiteCall,
  { image, windows, filter }: { image: Shape; windows: Shape; filter: Shape },
): Taps {
  mustBe(call, "auto_pad", "NOTSET");
  mustBe(call, "group", 1);
  const kernel = intsOf(call, "kernel_shape", { length: 2, value: 0 });
  const given = call.attribute("kernel_shape") !== undefined;
  if (image.length !== 4 || filter.length !== 4) throw new RangeError("its images are not flat");
  if (given && kernel.some((size, i) => size !== filter[i + 2])) {
    throw new RangeError(`its kernel_shape [${kernel}] is not that of its filter [${filter}]`);
  }
  return {
    channels: image[1],
    image: image.slice(2),
    windows: windows.slice(2),
    kernel: filter.slice(2),
    strides: intsOf(call, "strides", { length: 2, value: 1 }),
    dilations: intsOf(call, "dilations", { length: 2, value: 1 }),
    before: intsOf(call, "pads", { length: 4, value: 0 }),
  };
}

function biasOf(call: LiteCall, channels: number): LiteCall["inputs"][number] {
  const bias = call.inputs[2];
  if (bias && (bias.shape.length !== 1 || bias.shape[0] !== channels)) {
    throw new RangeError(`its bias [${bias.shape}] is not one for each of ${channels} channels`);
  }
  return bias;
}

function addBias(
  y: Float32Array | Int32Array,
  { bias, pixels }: { bias: LiteCall["inputs"][number]; pixels: number },
): void {
  if (!bias) return;
  const { values } = bias;
  for (let at = 0, plane = 0; at < y.length; plane++) {
    const value = values[plane % values.length];
    for (const end = at + pixels; at < end; at++) y[at] += value;
  }
}
