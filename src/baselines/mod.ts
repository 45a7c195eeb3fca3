/** What an autoencoder must beat. */
export {
  decodePca,
  encodePca,
  fitPca,
  type Pca,
  pcaError,
  type PcaOptions,
  reconstructPca,
} from "./pca.ts";
export type { MatMul } from "./mat_mul.ts";
