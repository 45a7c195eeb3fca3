import * as tf from "@tensorflow/tfjs";
import { replaceGradient } from "../heap/replace_gradient.ts";

/** A convolution, apart from its tensors. */
export interface Convolution {
  readonly inputShape: tf.Tensor4D["shape"];
  readonly filterShape: tf.Tensor4D["shape"];
  readonly attrs: Pick<
    tf.Conv2DAttrs,
    "strides" | "pad" | "dilations" | "dataFormat" | "dimRoundingMode"
  >;
}

/**
 * Lets `tf.conv2d` with dilation be differentiated, which tfjs refuses.
 *
 * With dilation d, outputs d apart read inputs d apart only: it is d² convolutions without dilation,
 * each of every d-th row and column, and they become one of a batch d² as large.
 */
export function registerConv2dGradient(): void {
  replaceGradient(tf.Conv2D, ({ dy, saved, attrs }) => {
    const [x, filter] = saved as tf.Tensor4D[];
    const convolution: Convolution = {
      inputShape: x.shape,
      filterShape: filter.shape,
      attrs: attrs as unknown as tf.Conv2DAttrs,
    };
    return {
      x: () => conv2dInputGradient({ dy, filter }, convolution),
      filter: () => conv2dFilterGradient({ x, dy }, convolution),
    };
  });
}

/** The gradient [batch, inHeight, inWidth, inChannels] of the input, with any dilation. */
export function conv2dInputGradient(
  { dy, filter }: { dy: tf.Tensor; filter: tf.Tensor },
  convolution: Convolution,
): tf.Tensor {
  const { inputShape, attrs } = convolution;
  if (!isDilated(convolution)) {
    return run(tf.Conv2DBackpropInput, { dy, filter }, { ...attrs, inputShape });
  }
  const { block, x, yPaddings } = lattices(convolution);
  const parts = tf.spaceToBatchND(dy, block, yPaddings);
  const of = { ...attrs, strides: 1, pad: "valid", inputShape: [parts.shape[0], ...x.shape] };
  return tf.batchToSpaceND(
    run(tf.Conv2DBackpropInput, { dy: parts, filter }, of),
    block,
    x.paddings,
  );
}

/** The gradient [filterHeight, filterWidth, inChannels, outChannels] of the filter. */
export function conv2dFilterGradient(
  { x, dy }: { x: tf.Tensor; dy: tf.Tensor },
  convolution: Convolution,
): tf.Tensor {
  const { filterShape, attrs } = convolution;
  if (!isDilated(convolution)) {
    return run(tf.Conv2DBackpropFilter, { x, dy }, { ...attrs, filterShape });
  }
  const { block, x: inputs, yPaddings } = lattices(convolution);
  return run(tf.Conv2DBackpropFilter, {
    x: tf.spaceToBatchND(x, block, inputs.paddings),
    dy: tf.spaceToBatchND(dy, block, yPaddings),
  }, { ...attrs, strides: 1, pad: "valid", filterShape });
}

function run(name: string, inputs: tf.NamedTensorMap, attrs: object): tf.Tensor {
  return tf.engine().runKernel(name, inputs, attrs as tf.NamedAttrMap) as tf.Tensor;
}

function isDilated({ attrs }: Convolution): boolean {
  return [attrs.dilations ?? 1].flat().some((dilation) => dilation !== 1);
}

/** The padding of input and output by which their every d-th rows and columns have equal sizes. */
function lattices({ inputShape, filterShape, attrs }: Convolution) {
  const { strides, dilations, pad, dataFormat, dimRoundingMode } = attrs;
  const action = "compute a gradient of a convolution with dilation";
  if (dataFormat !== "NHWC") {
    throw new RangeError(`Cannot ${action}: the data format is ${dataFormat}, use NHWC`);
  }
  if ([strides].flat().some((stride) => stride !== 1)) {
    throw new RangeError(`Cannot ${action}: the stride is ${strides}, use stride 1 or dilation 1`);
  }
  const info = tf.backend_util.computeConv2DInfo(
    inputShape,
    filterShape,
    strides,
    dilations,
    pad,
    dimRoundingMode,
  );
  const { dilationHeight, dilationWidth, padInfo, inChannels } = info;
  const rows = lattice({
    size: info.inHeight,
    outputs: info.outHeight,
    taps: info.filterHeight,
    dilation: dilationHeight,
    before: padInfo.top,
  });
  const columns = lattice({
    size: info.inWidth,
    outputs: info.outWidth,
    taps: info.filterWidth,
    dilation: dilationWidth,
    before: padInfo.left,
  });
  return {
    block: [dilationHeight, dilationWidth],
    x: {
      paddings: [rows.inputPadding, columns.inputPadding],
      shape: [rows.inputs, columns.inputs, inChannels],
    },
    yPaddings: [rows.outputPadding, columns.outputPadding],
  };
}

function lattice(
  { size, outputs, taps, dilation, before }: {
    size: number;
    outputs: number;
    taps: number;
    dilation: number;
    before: number;
  },
) {
  const each = Math.ceil(outputs / dilation), inputs = each + taps - 1;
  return {
    inputs,
    inputPadding: [before, inputs * dilation - size - before],
    outputPadding: [0, each * dilation - outputs],
  };
}
