import * as tf from "@tensorflow/tfjs";
import {
  biasedConv2d,
  biasedConv2dTranspose,
  denseCode,
  maxPool,
  maxUnpool,
  sparseDecode,
  sparseEncode,
  sumBlocks,
  topK,
  upSample,
} from "../../../src/kernels/mod.ts";
import { rowLoss } from "../../../src/kernels/learning/row_losses.ts";
import type { GradientExample } from "./check_gradients.ts";

type Unary = (x: tf.Tensor) => tf.Tensor;
type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

const unary = (run: Unary, range?: readonly [number, number]): GradientExample => ({
  shapes: [[2, 3]],
  range,
  run,
});
/** Both arguments are broadcast. */
const binary = (run: Binary, range?: readonly [number, number]): GradientExample => ({
  shapes: [[2, 1], [3]],
  range,
  run,
});
const image = (run: (x: tf.Tensor4D) => tf.Tensor, shape = [1, 4, 5, 2]): GradientExample => ({
  shapes: [shape],
  run,
});
const volume = (run: (x: tf.Tensor5D) => tf.Tensor): GradientExample => ({
  shapes: [[1, 3, 4, 3, 2]],
  run: (x) => run(x as tf.Tensor as tf.Tensor5D),
});
const positive = [0.3, 2] as const;

/** One call for each kernel of the WASM backend that has a gradient, by the kernel's name. */
export const gradientExamples: Readonly<Record<string, GradientExample>> = {
  Abs: unary(tf.abs),
  Acos: unary(tf.acos, [-0.9, 0.9]),
  Acosh: unary(tf.acosh, [1.2, 3]),
  Add: binary(tf.add),
  AddN: { shapes: [[2, 3], [2, 3], [2, 3]], run: (...inputs) => tf.addN(inputs) },
  ArgMax: unary((x) => tf.argMax(x, 1)),
  ArgMin: unary((x) => tf.argMin(x, 1)),
  Asin: unary(tf.asin, [-0.9, 0.9]),
  Asinh: unary(tf.asinh),
  Atan: unary(tf.atan),
  Atan2: binary(tf.atan2, positive),
  Atanh: unary(tf.atanh, [-0.8, 0.8]),
  AvgPool: image((x) => tf.avgPool(x, [2, 3], [2, 1], "same")),
  AvgPool3D: volume((x) => tf.avgPool3d(x, 2, [1, 2, 1], "same")),
  BatchMatMul: {
    shapes: [[2, 4, 3], [1, 5, 4]],
    run: (a, b) => tf.matMul(a as tf.Tensor, b as tf.Tensor, true, true),
  },
  BatchToSpaceND: image((x) => tf.batchToSpaceND(x, [2, 2], [[0, 1], [1, 0]]), [4, 2, 2, 1]),
  BiasedConv2D: {
    shapes: [[2, 4, 5, 2], [3, 2, 2, 3], [3]],
    run: (x, filter, bias) =>
      biasedConv2d({ x, filter, bias }, { stride: [2, 1], padding: "same" }),
  },
  BiasedConv2DTranspose: {
    shapes: [[1, 2, 3, 3], [3, 2, 2, 3], [2]],
    run: (x, filter, bias) => {
      const options = { stride: [2, 2], padding: "same", outputShape: [1, 4, 5, 2] } as const;
      return biasedConv2dTranspose({ x, filter, bias }, options);
    },
  },
  Cast: unary((x) => tf.cast(x, "float32")),
  Ceil: unary(tf.ceil),
  ClipByValue: unary((x) => tf.clipByValue(x, -0.5, 1)),
  Concat: { shapes: [[2, 3], [2, 1]], run: (a, b) => tf.concat([a, b], 1) },
  Conv2D: {
    shapes: [[2, 4, 5, 2], [3, 2, 2, 3]],
    run: (x, filter) => tf.conv2d(x, filter, [2, 1], "same"),
  },
  Conv2DBackpropInput: {
    shapes: [[1, 2, 3, 3], [3, 2, 2, 3]],
    run: (y, filter) => tf.conv2dTranspose(y, filter, [1, 4, 5, 2], 2, "same"),
  },
  Conv3D: {
    shapes: [[1, 3, 4, 3, 2], [2, 2, 2, 2, 2]],
    run: (x, filter) =>
      tf.conv3d(x as tf.Tensor as tf.Tensor5D, filter as tf.Tensor as tf.Tensor5D, 1, "same"),
  },
  Cos: unary(tf.cos),
  Cosh: unary(tf.cosh),
  Cumsum: unary((x) => tf.cumsum(x, 1, true, true)),
  DenseCode: unary((values) =>
    denseCode({
      indices: tf.tensor2d([[3, 0, 1], [0, 1, 0]], undefined, "int32"),
      values: values as tf.Tensor2D,
      size: 4,
    })
  ),
  DepthwiseConv2dNative: {
    shapes: [[2, 4, 5, 2], [3, 2, 2, 3]],
    run: (x, filter) => tf.depthwiseConv2d(x, filter, 2, "same"),
  },
  Dilation2D: {
    shapes: [[1, 3, 5, 2], [2, 2, 2]],
    run: (x, filter) => tf.dilation2d(x, filter as tf.Tensor as tf.Tensor3D, 1, "same"),
  },
  Elu: unary(tf.elu),
  Erf: unary(tf.erf),
  Exp: unary(tf.exp),
  ExpandDims: unary((x) => tf.expandDims(x, 1)),
  Expm1: unary(tf.expm1),
  Floor: unary(tf.floor),
  FloorDiv: {
    ...binary(tf.floorDiv, positive),
    noSlope: "tfjs passes the gradient of the quotient, as if it were not rounded",
  },
  FusedBatchNorm: {
    shapes: [[1, 2, 2, 3], [3], [3], [3], [3]],
    range: positive,
    run: (x, mean, variance, offset, scale) =>
      tf.batchNorm(x as tf.Tensor, mean, variance, offset, scale, 0.1),
  },
  GatherV2: unary((x) => tf.gather(x, tf.tensor1d([2, 0, 2, 2], "int32"), 1)),
  GreaterEqual: binary(tf.greaterEqual),
  Identity: unary(tf.clone),
  IsFinite: unary(tf.isFinite),
  IsInf: unary(tf.isInf),
  IsNan: unary(tf.isNaN),
  LRN: image((x) => tf.localResponseNormalization(x, 1, 1, 0.5, 0.75), [1, 2, 2, 5]),
  LeakyRelu: unary((x) => tf.leakyRelu(x, 0.2)),
  Log: unary(tf.log, positive),
  Log1p: unary(tf.log1p, positive),
  Max: unary((x) => tf.max(x, 1)),
  MaxPool: image((x) => tf.maxPool(x, [2, 3], [2, 1], "same")),
  MaxPool3D: volume((x) => tf.maxPool3d(x, 2, [1, 2, 1], "same")),
  MaxPoolWithSwitches: image((x) =>
    maxPool(x, { size: [2, 3], stride: [2, 1], padding: "same" }).values
  ),
  MaxUnpool: image((y) =>
    maxUnpool(y, tf.fill([1, 2, 5, 2], 3, "int32"), {
      size: [2, 2],
      stride: [2, 1],
      padding: "valid",
      outputShape: [4, 6],
    }), [1, 2, 5, 2]),
  Maximum: binary(tf.maximum),
  Mean: unary((x) => tf.mean(x, 1)),
  Min: unary((x) => tf.min(x, 1)),
  Minimum: binary(tf.minimum),
  MirrorPad: unary((x) => tf.mirrorPad(x, [[1, 0], [2, 1]], "reflect")),
  Mod: binary(tf.mod, [0.4, 2]),
  Multiply: binary(tf.mul),
  Neg: unary(tf.neg),
  OneHot: {
    ...unary((x) => tf.oneHot(tf.cast(x, "int32"), 3), [0, 3]),
    noSlope: "a whole number has none",
  },
  OnesLike: unary(tf.onesLike),
  Pack: { shapes: [[2, 3], [2, 3]], run: (...inputs) => tf.stack(inputs, 1) },
  PadV2: unary((x) => tf.pad(x, [[1, 0], [2, 1]], 7)),
  Pow: binary(tf.pow, positive),
  Prelu: { shapes: [[2, 3], [3]], run: (x, alpha) => tf.prelu(x as tf.Tensor, alpha) },
  Prod: unary((x) => tf.prod(x, 1)),
  RealDiv: binary(tf.div, positive),
  Reciprocal: unary(tf.reciprocal, positive),
  Relu: unary(tf.relu),
  Relu6: unary(tf.relu6, [-4, 9]),
  ReluGradient: {
    shapes: [[2, 3]],
    run: (dy) =>
      tf.engine().runKernel("ReluGradient", { dy, x: signs() }, { slope: 0.5 }) as tf.Tensor,
  },
  Reshape: unary((x) => tf.reshape(x, [3, 2])),
  ResizeBilinear: image((x) => tf.image.resizeBilinear(x, [3, 7])),
  ResizeNearestNeighbor: image((x) => tf.image.resizeNearestNeighbor(x, [3, 7])),
  Reverse: unary((x) => tf.reverse(x, 1)),
  Round: unary(tf.round),
  RowLoss: {
    shapes: [[2, 3], [2, 3]],
    run: (prediction, target) => rowLoss("squaredError", { prediction, target }),
  },
  Rsqrt: unary(tf.rsqrt, positive),
  Select: {
    shapes: [[2, 3], [2, 3]],
    run: (a, b) => tf.where(tf.greater(signs(), 0), a as tf.Tensor, b),
  },
  Selu: unary(tf.selu),
  Sigmoid: unary(tf.sigmoid),
  Sign: unary(tf.sign),
  Sin: unary(tf.sin),
  Sinh: unary(tf.sinh),
  Slice: unary((x) => tf.slice(x, [0, 1], [2, 2])),
  Softmax: unary((x) => tf.softmax(x)),
  Softplus: unary(tf.softplus),
  SpaceToBatchND: image((x) => tf.spaceToBatchND(x, [2, 2], [[0, 0], [1, 0]])),
  SparseDecode: {
    shapes: [[2, 2], [4, 3]],
    run: (values, dictionary) =>
      sparseDecode(
        {
          indices: tf.tensor2d([[3, 0], [0, 1]], undefined, "int32"),
          values: values as tf.Tensor as tf.Tensor2D,
          size: 4,
        },
        dictionary as tf.Tensor as tf.Tensor2D,
      ),
  },
  SparseEncode: {
    shapes: [[2, 3], [4, 3], [4]],
    run: (x, weight, bias) =>
      sparseEncode(x as tf.Tensor, { weight: weight as tf.Tensor, bias: bias as tf.Tensor }, {
        k: 2,
      }).code.values,
  },
  SparseTopK: unary((x) => topK(x as tf.Tensor2D, { k: 2 }).values),
  SplitV: unary((x) => {
    const [a, b] = tf.split(x, [1, 2], 1);
    return tf.concat([b, a], 1);
  }),
  Sqrt: unary(tf.sqrt, positive),
  Square: unary(tf.square),
  SquaredDifference: binary(tf.squaredDifference),
  Step: unary((x) => tf.step(x)),
  Sub: binary(tf.sub),
  Sum: unary((x) => tf.sum(x, 1)),
  Tan: unary(tf.tan, [-1, 1]),
  Tanh: unary(tf.tanh),
  Tile: unary((x) => tf.tile(x, [2, 3])),
  Transpose: unary((x) => tf.transpose(x)),
  Unpack: unary((x) => {
    const [a, b, c] = tf.unstack(x, 1);
    return tf.stack([c, a, b]);
  }),
  UnsortedSegmentSum: unary((x) => tf.unsortedSegmentSum(x, tf.tensor1d([2, 0], "int32"), 3)),
  UpSample: image((x) => upSample(x, [2, 3])),
  UpSampleGradient: image((x) => sumBlocks(upSample(x, [2, 3]), [4, 3])),
  ZerosLike: unary(tf.zerosLike),
};

/** Signs that are not the arguments'. */
function signs(): tf.Tensor {
  return tf.tensor2d([[1, -1, 1], [-1, 1, 1]]);
}
