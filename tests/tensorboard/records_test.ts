/**
 * Checksums are those of RFC 3720, appendix B.4, and of a record that was worked out by hand: the length 3,
 * and "abc" behind it.
 */
import { assertEquals } from "@std/assert";
import { crc32c, maskedCrc32c } from "../../src/tensorboard/crc32c.ts";
import { encodeRecord, wholeRecords } from "../../src/tensorboard/records.ts";

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

Deno.test("crc32c() gives the checksums that RFC 3720 lists", () => {
  assertEquals(crc32c(new TextEncoder().encode("123456789")), 0xe3069283);
  assertEquals(crc32c(new Uint8Array(32)), 0x8a9136aa);
  assertEquals(crc32c(new Uint8Array(32).fill(255)), 0x62a8ab43);
  assertEquals(crc32c(ascending), 0x46dd794e);
  assertEquals(crc32c(ascending.toReversed()), 0x113fdb5c);
  assertEquals(crc32c(new Uint8Array()), 0);
});

Deno.test("maskedCrc32c() turns a checksum by 15 bits and adds a constant", () => {
  // E3069283 turned to the right by 15 bits is 2507C60D; with A282EAD8 that is C78AB0E5.
  assertEquals(maskedCrc32c(new TextEncoder().encode("123456789")), 0xc78ab0e5);
  assertEquals(maskedCrc32c(new Uint8Array()), 0xa282ead8);
});

Deno.test("records come back one by one, up to the first that is cut off or damaged", () => {
  const contents = [[1, 2, 3], [], [4]].map((bytes) => Uint8Array.from(bytes));
  const file = Uint8Array.from(contents.flatMap((content) => [...encodeRecord(content)]));
  const lengths = (bytes: Uint8Array) => wholeRecords(bytes).map(({ content }) => content.length);
  assertEquals(wholeRecords(file).map(({ content }) => [...content]), [[1, 2, 3], [], [4]]);
  assertEquals(wholeRecords(file).map(({ end }) => end), [19, 35, 52]);
  for (let length = 0; length < file.length; length++) {
    const whole = [19, 35].filter((end) => end <= length).length;
    assertEquals(wholeRecords(file.subarray(0, length)).length, whole, String(length));
  }
  for (let at = 0; at < file.length; at++) {
    const damaged = file.map((byte, i) => i === at ? byte ^ 16 : byte);
    assertEquals(lengths(damaged), [3, 0, 1].slice(0, at < 19 ? 0 : at < 35 ? 1 : 2), String(at));
  }
});
