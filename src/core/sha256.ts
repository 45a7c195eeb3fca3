import { encodeHex } from "@std/encoding/hex";

/** The SHA-256 of bytes, or of the UTF-8 of a text, in hexadecimal. */
export async function sha256(content: BufferSource | string): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  return encodeHex(await crypto.subtle.digest("SHA-256", bytes));
}
