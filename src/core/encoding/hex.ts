/** Newer engines do it themselves. */
interface OwnHex {
  toHex?(): string;
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The text of bytes in hexadecimal digits, two for each. */
export function encodeHex(bytes: Uint8Array): string {
  const own = (bytes as OwnHex).toHex?.();
  if (own !== undefined) return own;
  let text = "";
  for (const byte of bytes) text += DIGITS[byte];
  return text;
}

/** The bytes of a text in hexadecimal digits; throws a SyntaxError for any other. */
export function decodeHex(text: string): Uint8Array<ArrayBuffer> {
  if (!/^(?:[0-9a-f]{2})*$/i.test(text)) {
    throw new SyntaxError("Cannot read hexadecimal digits: they are not two for each byte");
  }
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}
