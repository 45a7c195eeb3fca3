/** The bytes that are made text at once: a multiple of three, and as many as a call takes arguments. */
const PIECE = 3 * 2 ** 13;

/** Newer engines do it themselves. */
interface OwnBase64 {
  toBase64?(): string;
}

/** The text of bytes in base64, with the padding at its end. */
export function encodeBase64(bytes: Uint8Array): string {
  const own = (bytes as OwnBase64).toBase64?.();
  if (own !== undefined) return own;
  let text = "";
  for (let from = 0; from < bytes.length; from += PIECE) {
    text += btoa(String.fromCharCode(...bytes.subarray(from, from + PIECE)));
  }
  return text;
}

/** The bytes of a text in base64; throws a SyntaxError for any other. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  // White space passes there, and is no part of base64.
  if (/\s/.test(text)) throw new SyntaxError("Cannot read base64: it has white space in it");
  let letters: string;
  try {
    letters = atob(text);
  } catch (cause) {
    throw new SyntaxError("Cannot read base64: a letter or its length is none of it", { cause });
  }
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}
