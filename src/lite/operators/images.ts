import { windowAxes } from "../../onnx/mod.ts";
import { type LiteOperator, valueOf } from "../lite_call.ts";
import { blockElements, writeBlock } from "../write_block.ts";
import { convolution } from "./convolution.ts";
import { resize } from "./resize.ts";
import { windowsOf } from "./windows.ts";

/** Convolutions, pooling and resizing of images [B, K, H, W]. */
export const images = {
  Conv: convolution({ isTransposed: false }),
  ConvTranspose: convolution({ isTransposed: true }),
  MaxPool: {
    floats: true,
    room: () => ({ kept: blockElements("WindowSizes") }),
    prepare(call) {
      const x = valueOf(call.inputs, 0), y = valueOf(call.outputs, 0);
      if (call.outputs.length > 1) throw new RangeError("it gives the positions of its maxima");
      const [down, across] = windowsOf(call, { shapes: [x.shape], axesOf: windowAxes });
      const [batch, channels, height, width] = x.shape;
      const { engine, kept: at } = call;
      const windows = writeBlock({ engine, name: "WindowSizes", at }, {
        height,
        width,
        channels: 1,
        sizeHeight: down.kernel,
        sizeWidth: across.kernel,
        strideHeight: down.stride,
        strideWidth: across.stride,
        dilationHeight: down.dilation,
        dilationWidth: across.dilation,
        top: down.before,
        left: across.before,
        outHeight: down.count,
        outWidth: across.count,
      });
      return () => engine.kernels.maxPoolPlanes(windows, x.at, batch * channels, y.at);
    },
  },
  Resize: resize,
} as const satisfies Readonly<Record<string, LiteOperator>>;
