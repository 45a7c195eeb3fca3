/** 2⁻¹⁴, the least half with all its digits, and 2¹⁶, past the largest, as the bits of 32-bit floats. */
const LEAST_NORMAL = 0x38800000, PAST_LARGEST = 0x47800000;

/**
 * The bits of the 16-bit float (IEEE 754 binary16) nearest to each value, the even one of two; infinity
 * from 65,520 on.
 */
export function toHalves(values: Float32Array): Uint16Array<ArrayBuffer> {
  const halves = new Uint16Array(values.length);
  const float = new Float32Array(1), bits = new Uint32Array(float.buffer);
  for (let i = 0; i < values.length; i++) {
    float[0] = values[i];
    const sign = bits[0] >>> 16 & 0x8000, size = bits[0] & 0x7fffffff;
    if (size >= PAST_LARGEST) halves[i] = sign | (size > 0x7f800000 ? 0x7e00 : 0x7c00);
    else if (size < LEAST_NORMAL) {
      // In a sum with ½, a 32-bit float keeps as many digits as the half does down there.
      float[0] = Math.abs(values[i]) + 0.5;
      halves[i] = sign | bits[0] - 0x3f000000;
    } else {
      // Half of the last digit that stays, less where the digit before is even.
      halves[i] = sign | size - LEAST_NORMAL + 0x800000 + 0xfff + (size >>> 13 & 1) >>> 13;
    }
  }
  return halves;
}

/** The values of 16-bit floats by their bits. */
export function fromHalves(halves: Uint16Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(halves.length), bits = new Uint32Array(values.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    bits[i] = (half & 0x8000) << 16 | (half & 0x7fff) << 13;
    // The exponent counts from another number; this way it is right for the least halves as well.
    values[i] *= 2 ** 112;
    if ((half & 0x7c00) === 0x7c00) bits[i] |= 0x7f800000;
  }
  return values;
}
