/** The digits of a tick. */
const DIGITS = 12;

/**
 * The marks of a linear axis: multiples of 1, 2 or 5 times a power of ten, about `count` of them; one
 * mark where its ends are equal in all of twelve digits.
 */
export function linearTicks(
  [low, high]: readonly [number, number],
  { count = 5, integers = false }: { count?: number; integers?: boolean } = {},
): number[] {
  const size = Math.max(Math.abs(low), Math.abs(high));
  // Of a range that is narrower still, counting up to a tick would not move a number.
  if (!(high - low > 10 ** (1 - DIGITS) * size)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].find((factor) => factor * power >= rough * (1 - 1e-9))! * power;
  const step = integers ? Math.max(1, Math.round(nice)) : nice;
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
    // A product such as 3 × 0.1 is not the nearest number to 0.3; its decimal digits are.
    ticks.push(Number((i * step).toPrecision(DIGITS)));
  }
  return ticks;
}

/** The marks of a logarithmic axis: powers of ten, with 2 and 5 times them where there are few. */
export function logTicks([low, high]: readonly [number, number]): number[] {
  const decades = Math.log10(high / low);
  const factors = decades > 3 ? [1] : decades > 0.8 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) {
      const tick = Number((factor * 10 ** power).toPrecision(DIGITS));
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks.length >= 2 ? ticks : linearTicks([low, high]);
}
