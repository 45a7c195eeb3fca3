import { registerDepthwiseGradients } from "./depthwise_gradients.ts";
import { registerSegmentSum } from "./segment_sum.ts";

/**
 * Makes every operator of tfjs that has a gradient one that can be trained through on the WASM
 * backend: adds the kernels that it lacks there, and replaces those that are wrong.
 */
export function registerMissingGradients(): void {
  registerDepthwiseGradients();
  registerSegmentSum();
}
