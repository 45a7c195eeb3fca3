export { convolvePlanes } from "./convolution/convolve_planes";
export { gemm, gemmScratch } from "./products/gemm";
export { maxPoolPlanes } from "./pooling/max_pool_planes";
export { padPlanes } from "./convolution/pad_planes";
export { pairwise } from "./elementwise/pairwise";
export { relu } from "./elementwise/relu";
export { sigmoid } from "./elementwise/sigmoid";
export { tanh } from "./elementwise/tanh";
