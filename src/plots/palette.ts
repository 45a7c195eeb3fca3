/**
 * Ten colours that people with and without colour blindness tell apart, in the order of use
 * (Petroff, "Accessible color sequences for data visualization", 2021).
 */
export const SERIES_COLOURS: readonly string[] = [
  "#3f90da",
  "#ffa90e",
  "#bd1f01",
  "#94a4a2",
  "#832db6",
  "#a96b59",
  "#e76300",
  "#b9ac70",
  "#717581",
  "#92dadd",
];

/** The CSS colour of a series or class; a page may set `--series-0` … `--series-9` in its place. */
export function seriesColour(index: number): string {
  const colour = index % SERIES_COLOURS.length;
  return `var(--series-${colour}, ${SERIES_COLOURS[colour]})`;
}

/** The dashes of curves, so that colour is not all that tells them apart. */
const DASHES = ["none", "7 3", "2 3", "9 3 2 3"] as const;

/** The dash of a curve, beside its colour. */
export function seriesDash(index: number): string {
  return DASHES[index % DASHES.length];
}
