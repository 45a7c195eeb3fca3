// The kernels of search, with a memory of their own, for pages and servers alike.
//
// `deno task kernels --write` declares them in `src/retrieval/search/search_kernels.ts`.
export { gemm, gemmScratch } from "./products/gemm";
export { hammingDistances } from "./retrieval/hamming_distances";
export { clearNearest, keepNearest, takeNearest } from "./retrieval/keep_nearest";
