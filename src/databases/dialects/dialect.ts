import type { CollectionManifest, Metric } from "../../retrieval/mod.ts";

/** A code: real values, or bits in bytes as `BitCodes` has them. */
export type Code = Float32Array | Uint8Array;

/** The columns in which codes lie: of bits, and of real values. */
export type Layout = "bit" | "vector" | "halfvec" | "real[]" | "blob";

/** The codes of a collection in their columns. */
export interface CodeColumn {
  readonly layout: Layout;
  /** The number of values or of bits of a code. */
  readonly size: number;
  /** The distance by which codes are compared; of bits the number that differ. */
  readonly metric: Metric | "hamming";
}

/**
 * The words in which a database says what all say: pieces of statements and of their values, in which codes
 * and bytes are text. $1 is a code where one is asked by.
 */
export interface Dialect {
  /** Lists the columns of the table $1 by their `name`. */
  readonly columns: string;
  /** Begins a transaction that writes, and locks the table $1 in it, where that takes a statement more. */
  readonly begin: string;
  readonly lock?: string;
  /** The type of bytes. */
  readonly bytes: string;
  /** True where an approximate index can be made. */
  readonly hasHnsw: boolean;
  /** The layout of codes; throws a TypeError, one sentence, for halves of floats where there are none. */
  layout(codes: CollectionManifest["codes"], options: { readonly isHalf: boolean }): Layout;
  /** The type of the column of codes. */
  codeType(column: CodeColumn): string;
  /** Bytes out of hexadecimal text, and back. */
  fromHex(sql: string): string;
  toHex(sql: string): string;
  /** Rows `r` of columns by their types, out of the JSON of $1, as what stands behind SELECT … FROM. */
  rows(columns: Readonly<Record<string, string>>): string;
  /** A code out of its text in a column of such rows, and back. */
  fromText(sql: string): string;
  toText(sql: string): string;
  /** The distance of a column `code` from $1, by which no index is used. */
  distance(column: CodeColumn): string;
  /** The same by an approximate index, and the class of operators that makes it; throws where there is none. */
  indexedDistance(column: CodeColumn): { readonly distance: string; readonly operators: string };
  /** The text of a code, and the code of a text. */
  encode(code: Code, column: CodeColumn): string;
  decode(text: string, column: CodeColumn): Code;
}
