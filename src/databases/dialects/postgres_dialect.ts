import type { CodeColumn, Dialect } from "./dialect.ts";

/** The operators of pgvector, and the names of their classes. */
const OPERATORS = {
  hamming: { sign: "<~>", operators: "hamming_ops" },
  euclidean: { sign: "<->", operators: "l2_ops" },
  cosine: { sign: "<=>", operators: "cosine_ops" },
  "inner-product": { sign: "<#>", operators: "ip_ops" },
} as const;

/** The distances of codes that are arrays, a and b being their values. */
const OF_ARRAYS = {
  euclidean: "sqrt(sum((a::float8 - b) * (a::float8 - b)))",
  cosine:
    "coalesce(1 - sum(a::float8 * b) / nullif(sqrt(sum(a::float8 * a) * sum(b::float8 * b)), 0), 1)",
  "inner-product": "-sum(a::float8 * b)",
} as const;

/** PostgreSQL, with pgvector or without, on a server and as PGlite. */
export function postgresDialect(
  { hasVectors, name }: { readonly hasVectors: boolean; readonly name: string },
): Dialect {
  return {
    columns: "SELECT attname AS name FROM pg_attribute " +
      "WHERE attrelid = to_regclass(quote_ident($1::text)) AND attnum > 0 AND NOT attisdropped",
    begin: "BEGIN",
    lock: "SELECT pg_advisory_xact_lock(hashtext($1)) IS NULL AS locked",
    bytes: "bytea",
    hasHnsw: hasVectors,
    layout(codes, { isHalf }) {
      if (isHalf && (codes.type === "bits" || !hasVectors)) {
        throw new TypeError(
          `Cannot keep codes in halves of floats in ${name}: ${
            codes.type === "bits" ? "they are bits" : "it has no pgvector"
          }`,
        );
      }
      if (codes.type === "bits") return "bit";
      return isHalf ? "halfvec" : hasVectors ? "vector" : "real[]";
    },
    codeType,
    fromHex: (sql) => `decode(${sql}, 'hex')`,
    toHex: (sql) => `encode(${sql}, 'hex')`,
    rows: (columns) =>
      `json_to_recordset($1::json) AS r(${
        Object.entries(columns).map(([column, type]) => `${column} ${type}`).join(", ")
      })`,
    // The rows have the type of the column.
    fromText: (sql) => sql,
    toText: (sql) => `${sql}::text`,
    distance(column) {
      const { layout, metric } = column, query = `$1::${codeType(column)}`;
      if (metric === "hamming") {
        // Zero more, for which no index is made.
        return hasVectors ? `0 + (code <~> ${query})` : `bit_count(code # ${query})`;
      }
      if (layout === "real[]") {
        return `(SELECT ${OF_ARRAYS[metric]} FROM unnest(code, ${query}) AS pairs(a, b))`;
      }
      // The cosine distance of a code of zeros is no number there.
      return `coalesce(nullif(code ${OPERATORS[metric].sign} ${query}, 'NaN'), 1)`;
    },
    indexedDistance(column) {
      const { sign, operators } = OPERATORS[column.metric];
      return {
        distance: `code ${sign} $1::${codeType(column)}`,
        operators: `${column.layout}_${operators}`,
      };
    },
    encode: textOf,
    decode: codeOf,
  };
}

function codeType({ layout, size }: CodeColumn): string {
  return layout === "real[]" ? layout : `${layout}(${size})`;
}

function textOf(code: Float32Array | Uint8Array, { layout, size }: CodeColumn): string {
  if (code instanceof Float32Array) {
    const [open, close] = layout === "real[]" ? "{}" : "[]";
    return `${open}${code.join(",")}${close}`;
  }
  return Array.from({ length: size }, (_, i) => code[i >> 3] >> (i & 7) & 1).join("");
}

function codeOf(text: string, { layout, size }: CodeColumn): Float32Array | Uint8Array {
  if (layout !== "bit") return Float32Array.from(text.slice(1, -1).split(","), Number);
  const bytes = new Uint8Array(Math.ceil(size / 8));
  for (let i = 0; i < size; i++) if (text[i] === "1") bytes[i >> 3] |= 1 << (i & 7);
  return bytes;
}
