import { oneLine } from "../../core/one_line.ts";
import { refusing } from "../../core/refuse.ts";
import { LARGEST_LABEL } from "../examples/index_labels.ts";

/** The codes of a space, which no name has, and of the last character in Unicode. */
const SPACE = 0x20, LAST_CODE = 0x10ffff;

/**
 * The names of classes from a text such as EMNIST's `emnist-letters-mapping.txt`: a line for each class,
 * with its number and the codes of its characters, `1 65 97` for a class "Aa". A number without a line
 * stands for itself. `name` is how errors call the text.
 *
 * Throws a SyntaxError, with its line, for a line of another form and for a class or a name that comes
 * twice.
 */
export function readClassMapping(bytes: Uint8Array, name: string): readonly string[] {
  const refuse = refusing(name, "names of classes");
  const names = new Map<number, string>();
  for (const [at, line] of new TextDecoder().decode(bytes).split("\n").entries()) {
    if (line.trim() === "") continue;
    const [label, ...codes] = line.trim().split(/\s+/)
      .map((part) => /^\d{1,7}$/.test(part) ? Number(part) : NaN);
    const isRead = label <= LARGEST_LABEL && codes.length > 0 &&
      codes.every((code) => code > SPACE && code <= LAST_CODE);
    if (!isRead) {
      refuse(
        `its line ${at + 1} is "${
          oneLine(line.trim(), { longest: 40 })
        }", expected the number of a ` +
          "class and codes of characters, such as 1 65 97",
      );
    }
    if (names.has(label)) refuse(`its line ${at + 1} names the class ${label} again`);
    names.set(label, String.fromCodePoint(...codes));
  }
  if (names.size === 0) refuse("it has no lines, expected one for each class");
  const classes = Array.from(
    { length: Math.max(...names.keys()) + 1 },
    (_, label) => names.get(label) ?? String(label),
  );
  const first = new Map(classes.toReversed().map((each, at) => [each, classes.length - 1 - at]));
  const twice = classes.find((each, label) => first.get(each) !== label);
  if (twice !== undefined) refuse(`two of its classes are called "${twice}"`);
  return classes;
}
