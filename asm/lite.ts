// The kernels of pages, with a memory of their own; `asm/mod.ts` has those of training.
//
// A new one is its file in a folder of `asm/` and a line here. `deno task kernels --write` then
// declares it in `src/lite/lite_kernels.ts`, for the operators of `src/lite` to call.
export { convolvePlanes } from "./convolution/convolve_planes";
export { copyStrided } from "./layout/copy_strided";
export { gemm, gemmScratch } from "./products/gemm";
export { maxPoolPlanes } from "./pooling/max_pool_planes";
export { packTap } from "./convolution/pack_tap";
export { padPlanes } from "./convolution/pad_planes";
export { pairwise } from "./elementwise/pairwise";
export { relu } from "./elementwise/relu";
export { sigmoid } from "./elementwise/sigmoid";
export { tanh } from "./elementwise/tanh";
