export {
  type Reconstruct,
  type ReconstructionError,
  reconstructionError,
} from "./reconstruction_error.ts";
