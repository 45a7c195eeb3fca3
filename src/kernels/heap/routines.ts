import type { ConvolutionRoutines } from "../convolution/routines.ts";
import type { ElementwiseRoutines } from "../elementwise/routines.ts";
import type { LearningRoutines } from "../learning/routines.ts";
import type { PoolingRoutines } from "../pooling/routines.ts";
import type { ProductRoutines } from "../products/routines.ts";
import type { RandomRoutines } from "../random/routines.ts";
import type { SparseRoutines } from "../sparse/routines.ts";

/**
 * The routines that `asm/mod.ts` exports; their own comments say what each computes.
 *
 * Every pointer is a byte offset into the memory that the module was instantiated on.
 */
export type Routines =
  & ConvolutionRoutines
  & ElementwiseRoutines
  & LearningRoutines
  & PoolingRoutines
  & ProductRoutines
  & RandomRoutines
  & SparseRoutines;
