/** The SHA-256 of bytes, or of the UTF-8 of a text, in hexadecimal. */
export async function sha256(content: BufferSource | string): Promise<string> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  // No package for it: pages check their files by this, too.
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
