/** The distance, as a share, within which two 32-bit numbers are one but for rounding. */
const ROUNDING = 2.5e-7;

/** A 32-bit number with the digits that it stands for: six where these are it, else seven. */
export function shortNumber(value: number): number {
  const short = Number(value.toPrecision(6));
  return Math.abs(short - value) <= ROUNDING * Math.abs(value)
    ? short
    : Number(value.toPrecision(7));
}
