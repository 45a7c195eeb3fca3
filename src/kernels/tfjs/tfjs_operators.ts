import { registerAveragePoolGradients } from "./pooling/average_pool_gradients.ts";
import { registerBatchNorm } from "./batch_norm.ts";
import { registerBroadcastGradients } from "./broadcast_gradients.ts";
import { registerConv3dGradients } from "./convolution/conv3d_gradients.ts";
import { registerCumulativeSumGradient } from "./cumulative_sum_gradient.ts";
import { registerDepthwiseGradients } from "./convolution/depthwise_gradients.ts";
import { registerDilation2d } from "./pooling/dilation_2d.ts";
import { registerFusedMatMul } from "./fused_mat_mul.ts";
import { registerMaxPool3d } from "./pooling/max_pool_3d.ts";
import { registerMirrorPadGradient } from "./mirror_pad_gradient.ts";
import { registerNearestResize } from "./pooling/nearest_resize.ts";
import { registerMaxPool, registerMaxPoolGradient } from "./pooling/max_pool.ts";
import { registerResizeGradients } from "./pooling/resize_gradients.ts";

/**
 * Makes every operator of tfjs that has a gradient one that can be trained through on the WASM
 * backend, those that no layer uses included: adds the kernels that it lacks there, and replaces
 * gradients that are wrong or refused, or slower than ours.
 */
export function registerTfjsOperators(): void {
  registerAveragePoolGradients();
  registerBatchNorm();
  registerBroadcastGradients();
  registerConv3dGradients();
  registerCumulativeSumGradient();
  registerDepthwiseGradients();
  registerDilation2d();
  registerFusedMatMul();
  registerMaxPool();
  registerMaxPool3d();
  registerMaxPoolGradient();
  registerMirrorPadGradient();
  registerNearestResize();
  registerResizeGradients();
}
