/** A curve. */
export interface Series {
  readonly label: string;
  /** In the order of x. A y that is not finite, or not positive on a logarithmic axis, leaves a gap. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** The ends of a bar at each point, one without an end, or of no height, being none; none unless given. */
  readonly bars?: readonly (readonly [low: number, high: number])[];
  /** Its place among colours and dashes; that in the list unless given. */
  readonly look?: number;
}
