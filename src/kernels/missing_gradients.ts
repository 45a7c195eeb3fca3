import { registerAveragePoolGradients } from "./average_pool_gradients.ts";
import { registerBroadcastGradients } from "./broadcast_gradients.ts";
import { registerConv2dGradient } from "./conv2d_dilation.ts";
import { registerConv3dGradients } from "./conv3d_gradients.ts";
import { registerDepthwiseGradients } from "./depthwise_gradients.ts";
import { registerDilation2d } from "./dilation_2d.ts";
import { registerMaxPool3d } from "./max_pool_3d.ts";
import { registerMirrorPadGradient } from "./mirror_pad_gradient.ts";
import { registerSegmentSum } from "./segment_sum.ts";

/**
 * Makes every operator of tfjs that has a gradient one that can be trained through on the WASM
 * backend: adds the kernels that it lacks there, and replaces gradients that are wrong or refused.
 */
export function registerMissingGradients(): void {
  registerAveragePoolGradients();
  registerBroadcastGradients();
  registerConv2dGradient();
  registerConv3dGradients();
  registerDepthwiseGradients();
  registerDilation2d();
  registerMaxPool3d();
  registerMirrorPadGradient();
  registerSegmentSum();
}
