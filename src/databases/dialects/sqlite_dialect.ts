import { decodeHex, encodeHex } from "../../core/encoding/hex.ts";
import type { Dialect } from "./dialect.ts";

/** The distances of sqlite-vec, and the inner product that is added to them. */
const DISTANCES = {
  hamming: "vec_distance_hamming(vec_bit(code), vec_bit(unhex($1)))",
  euclidean: "vec_distance_l2(code, unhex($1))",
  // That of a code of zeros is no number.
  cosine: "coalesce(vec_distance_cosine(code, unhex($1)), 1)",
  "inner-product": "-inner_product(code, unhex($1))",
} as const;

/** SQLite with sqlite-vec. */
export function sqliteDialect({ name }: { readonly name: string }): Dialect {
  return {
    columns: "SELECT name FROM pragma_table_info($1)",
    begin: "BEGIN IMMEDIATE",
    bytes: "blob",
    hasHnsw: false,
    layout(_codes, { isHalf }) {
      if (!isHalf) return "blob";
      throw new TypeError(
        `Cannot keep codes in halves of floats in ${name}: SQLite has no such column`,
      );
    },
    codeType: () => "blob",
    fromHex: (sql) => `unhex(${sql})`,
    toHex: (sql) => `hex(${sql})`,
    // The condition tells what follows from a join.
    rows: (columns) =>
      `(SELECT ${
        Object.keys(columns).map((column) => `value->>'${column}' AS ${column}`).join(", ")
      } FROM json_each($1)) AS r WHERE true`,
    fromText: (sql) => `unhex(${sql})`,
    toText: (sql) => `hex(${sql})`,
    distance: ({ metric }) => DISTANCES[metric],
    indexedDistance() {
      throw new TypeError(`Cannot ask ${name} by an approximate index: SQLite has none`);
    },
    encode: (code) => encodeHex(new Uint8Array(code.buffer, code.byteOffset, code.byteLength)),
    decode(text, { metric }) {
      const bytes = decodeHex(text);
      return metric === "hamming" ? bytes : new Float32Array(bytes.buffer);
    },
  };
}
