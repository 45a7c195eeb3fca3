import { assertEquals } from "@std/assert";
import { sha256 } from "../../src/core/sha256.ts";

Deno.test("sha256 gives the digest of FIPS 180-4's example, of a text as of its bytes", async () => {
  const expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256("abc"), expected);
  assertEquals(await sha256(Uint8Array.of(97, 98, 99)), expected);
});
