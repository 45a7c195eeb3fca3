export { adam } from "./adam";
export { columnSums } from "./column_sums";
export { gemm, gemmScratch } from "./gemm";
export { reluGradient } from "./relu_gradient";
export { sgd } from "./sgd";
export { sigmoidCrossEntropy } from "./sigmoid_cross_entropy";
export { squaredError } from "./squared_error";
export { sumOfSquares } from "./sum_of_squares";
