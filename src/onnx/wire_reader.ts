/** The wire types of protobuf: the form of a field, by which a reader knows where it ends. */
export const WIRE = {
  varint: 0,
  bit64: 1,
  lengthDelimited: 2,
  startGroup: 3,
  endGroup: 4,
  bit32: 5,
} as const;

/** One of them, as a file has it. */
export type WireType = number;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads protobuf's wire format from bytes that anybody may have written, field by field; every method
 * moves on behind what it gives, and throws a RangeError where that passes the end.
 *
 * Apart from the package that models are written with, whose reader is five times as long, as it
 * serves engines without 64-bit integers: pages carry this one.
 */
export class WireReader {
  /** The place of the next byte. */
  pos = 0;
  readonly len: number;
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #low = 0;
  #high = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.len = bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** The number of a field and its wire type. */
  tag(): [number: number, wireType: WireType] {
    const tag = this.uint32(), number = tag >>> 3, wireType = tag & 7;
    if (number > 0 && wireType <= WIRE.bit32 && this.#high === 0) return [number, wireType];
    throw new SyntaxError(`there is no field of number ${number} and wire type ${wireType}`);
  }

  /** Passes over a field that is no group. */
  skip(wireType: WireType): void {
    if (wireType === WIRE.varint) this.#varint();
    else if (wireType === WIRE.lengthDelimited) this.#take(this.uint32());
    else this.#take(wireType === WIRE.bit64 ? 8 : 4);
  }

  uint32(): number {
    this.#varint();
    return this.#low >>> 0;
  }

  int32(): number {
    this.#varint();
    return this.#low;
  }

  int64(): bigint {
    this.#varint();
    return BigInt(this.#high) << 32n | BigInt(this.#low >>> 0);
  }

  float(): number {
    return this.#view.getFloat32(this.#take(4), true);
  }

  double(): number {
    return this.#view.getFloat64(this.#take(8), true);
  }

  /** A view of the bytes of a field, without a copy. */
  bytes(): Uint8Array {
    const start = this.#take(this.uint32());
    return this.#bytes.subarray(start, this.pos);
  }

  string(): string {
    return utf8.decode(this.bytes());
  }

  /** Moves on by so many bytes, and gives where they start. */
  #take(count: number): number {
    const start = this.pos;
    if (count > this.len - start) throw new RangeError("it passes the end of the file");
    this.pos += count;
    return start;
  }

  /** Reads seven bits of each byte, the lowest first, up to one below 128: 64 of them at most. */
  #varint(): void {
    this.#low = this.#high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = this.#bytes[this.#take(1)], bits = byte & 127;
      if (shift < 32) this.#low |= bits << shift;
      if (shift > 32) this.#high |= bits << shift - 32;
      else if (shift === 28) this.#high = bits >> 4;
      if (byte < 128) return;
    }
    throw new RangeError("it is a number of more than ten bytes");
  }
}
