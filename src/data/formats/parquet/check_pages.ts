import type { ColumnMetaData, PageHeader } from "hyparquet";
import { parquetHeader } from "hyparquet/src/column.js";
import { crc32 } from "../crc32.ts";

/** The most bytes that a column of a group of rows may unpack to: 2 GiB. */
const LARGEST_CHUNK = 2 ** 31;

/**
 * Checks that the pages of a column hold as many values as its group has rows, by their headers, so that
 * nothing is set aside for what a damaged file claims, and their bytes against the checksums that some
 * files have.
 *
 * Throws a RangeError where they do not.
 */
export function checkPages(bytes: Uint8Array<ArrayBuffer>, chunk: ColumnMetaData, rows: number) {
  const { dictionary_page_offset: dictionary, data_page_offset: data } = chunk;
  const from = Number(dictionary ? (dictionary < data ? dictionary : data) : data);
  const size = Number(chunk.total_compressed_size);
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, size);
  const reader = { view, offset: 0 };
  let values = 0, unpacked = 0;
  while (values < rows) {
    const header = parquetHeader(reader);
    const { compressed_page_size: packedSize, uncompressed_page_size: pageSize } = header;
    const inPage = header.data_page_header?.num_values ?? header.data_page_header_v2?.num_values;
    const entries = header.dictionary_page_header?.num_values ?? 0;
    unpacked += pageSize;
    if (
      !(packedSize >= 0 && pageSize >= 0 && unpacked <= LARGEST_CHUNK && entries <= pageSize) ||
      reader.offset + packedSize > size || (inPage ?? 0) < 0 || !hasFittingLevels(header)
    ) throw new RangeError("a page has an impossible size");
    const page = new Uint8Array(view.buffer, view.byteOffset + reader.offset, packedSize);
    if (header.crc !== undefined && header.crc >>> 0 !== crc32(page)) {
      throw new RangeError("a page has another checksum than it was written with");
    }
    values += inPage ?? 0;
    reader.offset += packedSize;
  }
  if (values !== rows) throw new RangeError("pages hold another number of values than rows");
}

/** True where the levels before the values of a page lie in it, and its nulls are some of its values. */
function hasFittingLevels(
  { data_page_header_v2: page, compressed_page_size: size }: PageHeader,
): boolean {
  if (page === undefined) return true;
  const levels = [page.definition_levels_byte_length, page.repetition_levels_byte_length];
  return levels.every((bytes) => bytes >= 0) && levels[0] + levels[1] <= size &&
    page.num_nulls >= 0 && page.num_nulls <= page.num_values;
}
