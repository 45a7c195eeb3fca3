import { type Compressors, snappyUncompress } from "hyparquet";
import {
  decompressBrotli,
  decompressLz4,
  decompressLz4Raw,
  decompressZstd,
  gunzip,
} from "hyparquet-compressors";

/** The functions that unpack pages, by the names that Parquet gives to what packed them. */
export const decompress: Compressors = {
  SNAPPY: (input, size) => {
    const output = new Uint8Array(size);
    snappyUncompress(input, output);
    return output;
  },
  GZIP: (input, size) => gunzip(input, new Uint8Array(size)),
  BROTLI: decompressBrotli,
  ZSTD: (input, size) => decompressZstd(input, new Uint8Array(size)),
  LZ4: decompressLz4,
  LZ4_RAW: decompressLz4Raw,
};
