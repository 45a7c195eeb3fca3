import { tableError } from "./table_error.ts";

/** The text is decoded in pieces of this many bytes, so that it is never held whole. */
const PIECE = 65_536;
const LINE_FEED = 10, CARRIAGE_RETURN = 13;

/**
 * The lines of a text without their ends, which are \n, \r\n, or \r where there is no other; a byte
 * order mark is passed over.
 *
 * Throws a SyntaxError for a text that is not UTF-8.
 */
export function* tableLines(bytes: Uint8Array, name: string): Generator<string> {
  if (isUtf16(bytes)) {
    throw tableError({ name }, "it is UTF-16 text, expected UTF-8; save it in that encoding");
  }
  const end = bytes.includes(LINE_FEED) || !bytes.includes(CARRIAGE_RETURN) ? "\n" : "\r";
  let parts: string[] = [];
  for (const piece of pieces(bytes, name)) {
    let from = 0;
    for (let at = piece.indexOf(end); at >= 0; at = piece.indexOf(end, from)) {
      parts.push(piece.slice(from, at));
      yield joined(parts);
      parts = [];
      from = at + 1;
    }
    parts.push(piece.slice(from));
  }
  const last = joined(parts);
  if (last !== "") yield last;
}

function joined(parts: readonly string[]): string {
  const line = parts.length === 1 ? parts[0] : parts.join("");
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

function* pieces(bytes: Uint8Array, name: string): Generator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const decode = (piece: Uint8Array, stream: boolean) => {
    try {
      return decoder.decode(piece, { stream });
    } catch {
      throw tableError({ name }, "it is not UTF-8 text; save it in that encoding");
    }
  };
  for (let from = 0; from < bytes.length; from += PIECE) {
    yield decode(bytes.subarray(from, from + PIECE), true);
  }
  yield decode(new Uint8Array(), false);
}

/** True for a mark of UTF-16, and for a first letter of two bytes one of which is zero. */
function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) ||
    (second !== undefined && (first === 0) !== (second === 0));
}
