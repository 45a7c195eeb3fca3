import { registerAveragePoolGradients } from "./pooling/average_pool_gradients.ts";
import { registerBatchNorm } from "./batch_norm.ts";
import { registerBroadcastGradients } from "./broadcast_gradients.ts";
import { registerConv2dGradient } from "../convolution/conv2d_dilation.ts";
import { registerConv3dGradients } from "./convolution/conv3d_gradients.ts";
import { registerCumulativeSumGradient } from "./cumulative_sum_gradient.ts";
import { registerDepthwiseGradients } from "./convolution/depthwise_gradients.ts";
import { registerDilation2d } from "./pooling/dilation_2d.ts";
import { registerGather } from "./gather.ts";
import { registerMaxPool3d } from "./pooling/max_pool_3d.ts";
import { registerMirrorPadGradient } from "./mirror_pad_gradient.ts";
import { registerResizeGradients } from "./pooling/resize_gradients.ts";
import { registerSegmentSum } from "./segment_sum.ts";

/**
 * Makes every operator of tfjs that has a gradient one that can be trained through on the WASM
 * backend: adds the kernels that it lacks there, and replaces gradients that are wrong or refused.
 */
export function registerMissingGradients(): void {
  registerAveragePoolGradients();
  registerBatchNorm();
  registerBroadcastGradients();
  registerConv2dGradient();
  registerConv3dGradients();
  registerCumulativeSumGradient();
  registerDepthwiseGradients();
  registerDilation2d();
  registerGather();
  registerMaxPool3d();
  registerMirrorPadGradient();
  registerResizeGradients();
  registerSegmentSum();
}
