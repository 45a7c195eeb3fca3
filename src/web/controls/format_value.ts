/** A value of a code as a reader sees and hears it: two decimals and a true minus, "−1.30". */
export function formatValue(value: number): string {
  // What rounds to nothing has no sign.
  return value.toFixed(2).replace(/^-(?=0\.00$)/, "").replace("-", "−");
}
