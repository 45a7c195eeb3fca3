/** Fields that a folded header leaves behind its first blank line, and lines of message ids alone. */
const REMAINS = new RegExp(
  "^\\s*(?:(?:" +
    "(?:archive-name|distribution|from|in-reply-to|keywords|last-modified|lines|" +
    "nntp-posting-host|organization|originator|reply-to|sender|subject|summary|x-[\\w-]+):[^\\n]*" +
    "|(?:<[^>\\s]+@[^>\\s]+>[ \\t]*)+" +
    ")(?:\\n|$))+[ \\t]*(?:\\n|$)",
  "i",
);

/**
 * A mail or news message without its headers, which name its sender, host and often its group.
 *
 * What precedes the first blank line goes, where a `From:` or `Subject:` is among it, and paragraphs
 * of nothing but fields and message ids right after it; any other text is returned whole. Where the
 * only line feed is the last character, tabs are taken for line ends: the training messages of
 * 20 newsgroups circulate in that form, and would keep their headers while the test messages lose
 * theirs.
 */
export function stripMailHeaders(text: string): string {
  const lines = text.trimEnd().includes("\n") ? text : text.replaceAll("\t", "\n");
  const blank = /\n[ \t\r]*\n/.exec(lines);
  if (blank === null || !/^(?:from|subject):/im.test(lines.slice(0, blank.index))) return text;
  let body = lines.slice(blank.index + blank[0].length);
  for (let match = REMAINS.exec(body); match?.[0]; match = REMAINS.exec(body)) {
    body = body.slice(match[0].length);
  }
  return body;
}
