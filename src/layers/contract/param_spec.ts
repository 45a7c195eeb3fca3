import type { Shape } from "../../core/shape.ts";

/** A parameter that the layer owns, or one that it borrows from an earlier layer (a tied weight). */
export type ParamSpec = OwnParam | TiedParam;

/** A parameter that starts from an initializer and lives in the layer's own path. */
export interface OwnParam {
  readonly shape: Shape;
  readonly initializer: Initializer | InitialCopy | InitialConstant;
  /** False for what is measured instead of learned: running statistics, the data's mean. */
  readonly trainable: boolean;
  /** The values that each output sums over and that each input goes to; absent, those of [D, U]. */
  readonly fans?: Fans;
  /** The constraint that every step restores; absent, the parameter is free. */
  readonly constraint?: Constraint;
}

/** The number of values that an output of a layer is made from, and of those an input goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Starts with the values of an earlier parameter, by its full path, and goes its own way. */
export interface InitialCopy {
  readonly copyOf: string;
}

/** Starts with one value everywhere. */
export interface InitialConstant {
  readonly constant: number;
}

/**
 * `unit-rows`: the rows [N, D] have Euclidean norm 1, and gradients lose what would change that
 * norm.
 */
export type Constraint = "unit-rows";

/** The parameter of another layer, by its full path (`encoder.0.weight`). */
export interface TiedParam {
  readonly shape: Shape;
  readonly tiedTo: string;
}

/** The start of a parameter; `he`, `glorot` and `lecun` by its fans. */
export type Initializer =
  | "he"
  | "glorot"
  | "lecun"
  | "unit-rows"
  | "zeros"
  | "ones"
  | "data-mean"
  | "data-median";
