import type { DataSet, Examples } from "../data/mod.ts";

/** The SHA-256 of bytes or of a text's UTF-8, in hexadecimal. */
export async function sha256(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

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
    bytes(values),
    ...(labels ? [bytes(labels)] : []),
  ];
}
