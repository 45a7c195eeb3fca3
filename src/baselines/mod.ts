export { type CodePlane, codePlane } from "./code_plane.ts";
export {
  classificationError,
  type ClassifierOptions,
  fitLinearClassifier,
  type LabelledCodes,
  type LinearClassifier,
} from "./linear_classifier.ts";
export { encodeItq, fitItq, type Itq, type ItqOptions } from "./itq.ts";
export { fitLsa } from "./lsa.ts";
export type { MatMul } from "./mat_mul.ts";
export { medianFilter } from "./median_filter.ts";
export { nearestNeighbourError, nearestNeighbours } from "./nearest_neighbours.ts";
export {
  decodePca,
  encodePca,
  fitPca,
  fitPcaInPieces,
  type Pca,
  pcaError,
  type PcaOptions,
  reconstructPca,
} from "./pca.ts";
export { principalAngles } from "./principal_angles.ts";
export { symmetricEigenvectors } from "./symmetric_eigenvectors.ts";
