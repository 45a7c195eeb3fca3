/** 2³² / divisor, rounded up. */
export function inverseOf(divisor: u32): u64 {
  return (0xffffffff + <u64> divisor) / divisor;
}

/** dividend / divisor without a division: exact where their product is below 2³². */
export function quotient(dividend: u32, inverse: u64): u32 {
  return <u32> ((<u64> dividend * inverse) >> 32);
}
