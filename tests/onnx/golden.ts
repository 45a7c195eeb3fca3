/** Reads a file of tests/golden. */
export function readGolden(name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(new URL(`../golden/${name}`, import.meta.url));
}

/** Reads a golden file of one JSON value per line. */
export function readGoldenLines<T>(name: string): T[] {
  return new TextDecoder().decode(readGolden(name)).trim().split("\n").map((line) =>
    JSON.parse(line)
  );
}
