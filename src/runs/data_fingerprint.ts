import { sha256 } from "../core/sha256.ts";
import { type DataSet, type Examples, isDense } from "../data/mod.ts";

/** A SHA-256 that changes with any value, label or shape of a data set, whatever file it came from. */
export async function dataFingerprint({ train, test }: DataSet): Promise<string> {
  const parts = [train, ...(test ? [test] : [])].flatMap(fingerprintParts);
  return await sha256((await Promise.all(parts)).join("\n"));
}

function fingerprintParts({ shape, count, values, labels }: Examples): Promise<string>[] {
  const bytes = (array: ArrayBufferView<ArrayBuffer>) =>
    sha256(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  return [
    Promise.resolve(JSON.stringify({ shape, count })),
    ...(isDense(values) ? [values] : [values.starts, values.columns, values.entries]).map(bytes),
    ...(labels ? [bytes(labels)] : []),
  ];
}
