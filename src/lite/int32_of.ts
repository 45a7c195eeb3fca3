/**
 * A 64-bit integer as the engine keeps it, in 32 bits.
 *
 * Throws a RangeError that says of `what` that it holds more.
 */
export function int32Of(value: bigint, what: string): number {
  const number = Number(value);
  if (number === (number | 0)) return number;
  throw new RangeError(`${what} holds ${value}, which passes 32 bits`);
}
