import { BinaryReader, BinaryWriter, WireType } from "@bufbuild/protobuf/wire";

/** A point of curves: what was measured at a step, by name. */
export interface ScalarEvent {
  readonly step: number;
  readonly scalars: Readonly<Record<string, number>>;
}

/** The first event of a file says the version of its form. */
const FILE_VERSION = "brain.Event:2";

/** The numbers of the fields of `Event`, `Summary` and `Summary.Value` that are written. */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const SUMMARY = { value: 1 } as const;
const VALUE = { tag: 1, simpleValue: 2 } as const;

/** The first event of a file at a time in seconds since 1970, as a message `Event` of TensorFlow. */
export function encodeFileVersion(wallTime: number): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(EVENT.wallTime, WireType.Bit64).double(wallTime);
  writer.tag(EVENT.fileVersion, WireType.LengthDelimited).string(FILE_VERSION);
  return writer.finish();
}

/** Scalars at a step and at a time in seconds since 1970, as a message `Event` of TensorFlow. */
export function encodeScalars({ step, scalars }: ScalarEvent, wallTime: number): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(EVENT.wallTime, WireType.Bit64).double(wallTime);
  writer.tag(EVENT.step, WireType.Varint).int64(step);
  writer.tag(EVENT.summary, WireType.LengthDelimited).fork();
  for (const [tag, value] of Object.entries(scalars)) {
    writer.tag(SUMMARY.value, WireType.LengthDelimited).fork();
    writer.tag(VALUE.tag, WireType.LengthDelimited).string(tag);
    writer.tag(VALUE.simpleValue, WireType.Bit32).float(value);
    writer.join();
  }
  return writer.join().finish();
}

/** The time of an event that one of the two wrote; undefined of another. */
export function wallTimeOf(event: Uint8Array): number | undefined {
  // The first field, of eight bytes.
  if (event.length < 9 || event[0] !== (EVENT.wallTime << 3 | WireType.Bit64)) return undefined;
  return new BinaryReader(event.subarray(1, 9)).double();
}
