import fc from "fast-check";

/** Values that a reader of JSON did not think of, as their texts. */
const odd = fc.constantFrom(
  "null",
  "true",
  "-1",
  "0",
  "0.5",
  "1e9",
  "1e999",
  "9007199254740993",
  '""',
  '"two\\nlines"',
  '"__proto__"',
  JSON.stringify("x".repeat(5000)),
  "[]",
  "[1e9]",
  "[1e9,1e9]",
  "[100000,100000]",
  "[0,9007199254740991]",
  `[${"1,".repeat(5000)}1]`,
  "{}",
  '{"toString":1,"length":2}',
  '{"__proto__":{"type":"gaussian","files":{}}}',
  `${"[".repeat(20000)}${"]".repeat(20000)}`,
  `${'{"a":'.repeat(20000)}1${"}".repeat(20000)}`,
);
/** Names that mean something to objects. */
const names = fc.constantFrom("__proto__", "constructor", "toString", "__metadata__", "length", "");

/** A JSON object with some value replaced, or one more under an odd name, as text. */
export function damagedJson(text: string): fc.Arbitrary<string> {
  const mark = "\u0000";
  const places = placesOf(JSON.parse(text));
  return fc.tuple(fc.nat(places.length), odd, names, fc.boolean()).map(([at, value, name, add]) => {
    const whole = JSON.parse(text);
    if (add || at === places.length) {
      return `{${JSON.stringify(name)}:${value},${JSON.stringify(whole).slice(1)}`.replace(
        ",}",
        "}",
      );
    }
    const path = places[at];
    let parent = whole;
    for (const key of path.slice(0, -1)) parent = parent[key];
    parent[path[path.length - 1]] = mark;
    return JSON.stringify(whole).replace(JSON.stringify(mark), () => value);
  });
}

/** The paths of all values within one. */
function placesOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap((
    [key, each],
  ) => [[key], ...placesOf(each).map((path) => [key, ...path])]);
}

/** The bytes of a safetensors file with its header damaged. */
export function withHeader(bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  const header = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  return damagedJson(header).map((text) => {
    const after = new TextEncoder().encode(text);
    const whole = new Uint8Array(8 + after.length + bytes.length - 8 - length);
    new DataView(whole.buffer).setBigUint64(0, BigInt(after.length), true);
    whole.set(after, 8);
    whole.set(bytes.subarray(8 + length), 8 + after.length);
    return whole;
  });
}
