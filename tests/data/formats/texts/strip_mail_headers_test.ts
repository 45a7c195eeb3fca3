import { assertEquals } from "@std/assert";
import { stripMailHeaders } from "../../../../src/data/formats/texts/strip_mail_headers.ts";

Deno.test("stripMailHeaders() drops what precedes the first blank line of a message", () => {
  assertEquals(stripMailHeaders("From: a@b\nSubject: x\n\nBody\n\nmore"), "Body\n\nmore");
  assertEquals(stripMailHeaders(" path!of!hosts\nsubject: x\n \nBody: yes"), "Body: yes");
});

Deno.test("stripMailHeaders() takes tabs for line ends where the only line feed is the last", () => {
  assertEquals(stripMailHeaders("From: a@b\tLines: 2\t\tBody\tend\n"), "Body\nend\n");
  assertEquals(stripMailHeaders("From: a\n\nBody\twith tab\n"), "Body\twith tab\n");
});

Deno.test("stripMailHeaders() drops the fields that a folded header leaves behind", () => {
  assertEquals(stripMailHeaders("From: a@b\t\t<1@c> <2@d>\tLines: 3\t\tBody\n"), "Body\n");
  assertEquals(stripMailHeaders("From: a@b\n\n<1@c> writes:\n\nBody"), "<1@c> writes:\n\nBody");
});

Deno.test("stripMailHeaders() leaves texts that are no messages whole", () => {
  for (const text of ["", "Title\n\nFrom: a", "Note: this\n\nthat", "From: a@b\nno blank line"]) {
    assertEquals(stripMailHeaders(text), text);
  }
});
