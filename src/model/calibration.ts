/** A threshold that stands for keeping the k largest entries of a code, and how well it does. */
export interface Calibration {
  /** The layer whose entries it is for. */
  readonly path: string;
  /** The value that an entry must reach. */
  readonly threshold: number;
  /** The entries that both forms keep as a share of those that either keeps, on other examples. */
  readonly agreement: number;
  /** The number of entries of a code that reach the threshold on average, on the same. */
  readonly active: number;
}
