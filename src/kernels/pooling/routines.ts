import type { PoolArguments } from "./pool_shape.ts";

/** The routines of `asm/pooling/`: pooling and what undoes it. */
export interface PoolingRoutines {
  averagePoolGradient(
    ...args: [
      dy: number,
      ...PoolArguments,
      dx: number,
    ]
  ): void;
  maxPool(
    ...args: [
      x: number,
      ...PoolArguments,
      stepSwitches: number,
      values: number,
      switches: number,
    ]
  ): void;
  maxPoolGradient(
    ...args: [
      dy: number,
      x: number,
      ...PoolArguments,
      scratch: number,
      dx: number,
    ]
  ): void;
  maxUnpool(
    ...args: [
      y: number,
      switches: number,
      ...PoolArguments,
      x: number,
    ]
  ): number;
  maxUnpoolGradient(
    ...args: [
      dx: number,
      switches: number,
      ...PoolArguments,
      dy: number,
    ]
  ): void;
  upSample(
    x: number,
    rows: number,
    columns: number,
    channels: number,
    factorRows: number,
    factorColumns: number,
    y: number,
  ): void;
  upSampleGradient(
    dy: number,
    rows: number,
    columns: number,
    channels: number,
    factorRows: number,
    factorColumns: number,
    dx: number,
  ): void;
}
