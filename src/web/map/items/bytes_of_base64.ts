/** The bytes that a text of base64 stands for; throws a DOMException for any other text. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** The 32-bit floats of a text of base64, the least significant byte of each first. */
export function floatsOfBase64(text: string): Float32Array<ArrayBuffer> {
  return new Float32Array(bytesOfBase64(text).buffer);
}

/** The 32-bit integers of a text of base64, the least significant byte of each first. */
export function integersOfBase64(text: string): Int32Array<ArrayBuffer> {
  return new Int32Array(bytesOfBase64(text).buffer);
}
