export { gemm, gemmScratch } from "./products/gemm";
