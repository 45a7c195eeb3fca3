// The kernels of maps, with a memory of their own, for pages and servers alike.
//
// `deno task kernels --write` declares them in `src/maps/memory/map_kernels.ts`.
export { transpose } from "./products/transpose";
export { clearNearest, keepNearest, takeNearest } from "./retrieval/keep_nearest";
export { gemm, gemmScratch } from "./products/gemm";
export { attract } from "./maps/attract";
export { countBelow, listBetween } from "./maps/between";
export { descend } from "./maps/descend";
export { logarithmOfDistances } from "./maps/logarithm_of_distances";
export { repel, repelScratch } from "./maps/repel";
