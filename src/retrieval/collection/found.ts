/** An item that was found. */
export interface Found {
  /** Its place among the items, from 0. */
  readonly item: number;
  /** The number of bits that differ, or the distance by the metric of the collection. */
  readonly distance: number;
}
