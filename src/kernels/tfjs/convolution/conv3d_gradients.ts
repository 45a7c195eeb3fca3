import * as tf from "@tensorflow/tfjs";
import { formatShape } from "../../../core/shape.ts";
import {
  conv2dFilterGradient,
  conv2dInputGradient,
  type Convolution,
} from "../../convolution/conv2d_dilation.ts";
import { checkFloats, checkOutputGradient } from "../../heap/check_tensors.ts";
import { replaceGradient } from "../../heap/replace_gradient.ts";
import { replaceKernel } from "../../heap/replace_kernel.ts";

/** The filter of one depth, as a convolution of all the planes that it meets. */
interface Slices {
  readonly info: tf.backend_util.Conv3DInfo;
  /** The planes of the input that each tap of the depth meets, one for every output. */
  readonly planes: readonly (readonly number[])[];
  readonly plane: Convolution;
}

type Attrs = Pick<tf.Conv3DAttrs, "strides" | "pad"> & Partial<Pick<tf.Conv3DAttrs, "dilations">>;

/**
 * Gives `tf.conv3d` gradients that are right, with dilation too, and `tf.conv3dTranspose` its values:
 * of the kernels of tfjs, one is right for some shapes only and the other without a stride.
 *
 * They are sums of the gradients of `tf.conv2d`, one for every tap of the depth.
 */
export function registerConv3dGradients(): void {
  replaceGradient(tf.Conv3D, ({ dy, saved: [x, filter], attrs }) => {
    const { strides, pad, dilations } = attrs;
    const run = (name: string, inputs: tf.NamedTensorMap, more: tf.NamedAttrMap) =>
      tf.engine().runKernel(name, inputs, { strides, pad, dilations, ...more }) as tf.Tensor;
    return {
      x: () => run(tf.Conv3DBackpropInputV2, { dy, filter }, { inputShape: x.shape }),
      filter: () => run(tf.Conv3DBackpropFilterV2, { x, dy }, { filterShape: filter.shape }),
    };
  });
  replaceKernel(tf.Conv3DBackpropInputV2, ({ inputs, attrs }) => {
    const { dy, filter } = inputs as { dy: tf.Tensor5D; filter: tf.Tensor5D };
    const { inputShape, ...rest } = attrs as unknown as Attrs & {
      inputShape: tf.Tensor5D["shape"];
    };
    const slices = slicesOf("compute the gradient of the input of a 3-D convolution", {
      inputShape,
      filterShape: filter.shape,
      outShape: dy.shape,
      tensors: { dy, filter },
      attrs: rest,
    });
    return tf.tidy(() => inputGradient({ dy, filter }, slices));
  });
  replaceKernel(tf.Conv3DBackpropFilterV2, ({ inputs, attrs }) => {
    const { x, dy } = inputs as { x: tf.Tensor5D; dy: tf.Tensor5D };
    const { filterShape, ...rest } = attrs as unknown as
      & Attrs
      & { filterShape: tf.Tensor5D["shape"] };
    const slices = slicesOf("compute the gradient of a 3-D filter", {
      inputShape: x.shape,
      filterShape,
      outShape: dy.shape,
      tensors: { x, dy },
      attrs: rest,
    });
    return tf.tidy(() => filterGradient({ x, dy }, slices));
  });
}

function inputGradient(
  { dy, filter }: { dy: tf.Tensor5D; filter: tf.Tensor5D },
  { info, planes, plane }: Slices,
): tf.Tensor {
  const { batchSize, inDepth, outDepth } = info;
  const outputs = tf.reshape(dy, [batchSize * outDepth, ...dy.shape.slice(2)]);
  const parts = tf.unstack(filter).map((filter) =>
    tf.reshape(conv2dInputGradient({ dy: outputs, filter }, plane), [batchSize, outDepth, -1])
  );
  // Planes outside of the input are no segments, and what would go there is dropped.
  const ids = tf.tensor1d(planes.flat(), "int32");
  const sums = tf.unsortedSegmentSum(tf.transpose(tf.concat(parts, 1), [1, 0, 2]), ids, inDepth);
  return tf.reshape(tf.transpose(sums, [1, 0, 2]), info.inShape);
}

function filterGradient(
  { x, dy }: { x: tf.Tensor5D; dy: tf.Tensor5D },
  { info, planes, plane }: Slices,
): tf.Tensor {
  const { batchSize, inDepth, outDepth } = info;
  const outputs = tf.reshape(dy, [batchSize * outDepth, ...dy.shape.slice(2)]);
  const lowest = Math.min(...planes.flat()), highest = Math.max(...planes.flat());
  const before = Math.max(0, -lowest), after = Math.max(0, highest - inDepth + 1);
  const padded = tf.pad(x, [[0, 0], [before, after], [0, 0], [0, 0], [0, 0]]);
  const taps = planes.map((indices) => {
    const met = tf.gather(padded, tf.tensor1d(indices.map((i) => i + before), "int32"), 1);
    const inputs = tf.reshape(met, plane.inputShape);
    return conv2dFilterGradient({ x: inputs, dy: outputs }, plane);
  });
  return tf.stack(taps);
}

function slicesOf(
  action: string,
  { inputShape, filterShape, outShape, tensors, attrs: { strides, pad, dilations = 1 } }: {
    inputShape: tf.Tensor5D["shape"];
    filterShape: tf.Tensor5D["shape"];
    outShape: readonly number[];
    tensors: Readonly<Record<string, tf.TensorInfo>>;
    attrs: Attrs;
  },
): Slices {
  checkFloats(action, tensors);
  const info = tf.backend_util.computeConv3DInfo(inputShape, filterShape, strides, dilations, pad);
  const operands = `an input ${formatShape(inputShape)} and a filter ${formatShape(filterShape)}`;
  checkOutputGradient(action, { dy: outShape, expected: info.outShape, operands });
  const { front, top, bottom, left, right } = info.padInfo;
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  return {
    info,
    planes: range(info.filterDepth).map((tap) =>
      range(info.outDepth).map((output) =>
        output * info.strideDepth + tap * info.dilationDepth - front
      )
    ),
    plane: {
      inputShape: [info.batchSize * info.outDepth, info.inHeight, info.inWidth, info.inChannels],
      filterShape: [info.filterHeight, info.filterWidth, info.inChannels, info.outChannels],
      attrs: {
        strides: [info.strideHeight, info.strideWidth],
        dilations: [info.dilationHeight, info.dilationWidth],
        pad: [[0, 0], [top, bottom], [left, right], [0, 0]],
        dataFormat: "NHWC",
      },
    },
  };
}
