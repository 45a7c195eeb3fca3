import { assertEquals, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import { decodeBase64, encodeBase64 } from "../../../src/core/encoding/base64.ts";
import { decodeHex, encodeHex } from "../../../src/core/encoding/hex.ts";

/** Bytes of every value, in the lengths around a piece, that are no own text to engines. */
function cases(): Uint8Array<ArrayBuffer>[] {
  const lengths = [0, 1, 2, 3, 4, 255, 24_575, 24_576, 24_577, 70_001];
  return lengths.map((length) => Uint8Array.from({ length }, (_, i) => (7 * i) % 256));
}

/** Bytes of an engine that does neither itself. */
function plain(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  return Object.assign(bytes.slice(), { toBase64: () => undefined, toHex: () => undefined });
}

Deno.test("bytes in base64 and in hexadecimal digits are those of Node's Buffer, and back", () => {
  for (const bytes of cases()) {
    const [base64, hex] = (["base64", "hex"] as const).map((as) => Buffer.from(bytes).toString(as));
    for (const given of [bytes, plain(bytes)]) {
      assertEquals(encodeBase64(given), base64);
      assertEquals(encodeHex(given), hex);
    }
    assertEquals(decodeBase64(base64), bytes);
    assertEquals(decodeHex(hex), bytes);
  }
  assertEquals(decodeHex("FFa0"), Uint8Array.of(255, 160));
});

Deno.test("a text that is neither is refused", () => {
  for (const text of ["a", "a*==", "ab cd", "YQ==\n"]) {
    assertThrows(() => decodeBase64(text), SyntaxError, "Cannot read base64");
  }
  for (const text of ["a", "0g", "00 ", "0x00"]) {
    assertThrows(() => decodeHex(text), SyntaxError, "Cannot read hexadecimal digits");
  }
});
