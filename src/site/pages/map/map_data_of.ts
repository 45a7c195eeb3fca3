import { encodeBase64 } from "../../../core/encoding/base64.ts";
import { packThumbnails } from "../../../plots/pack_thumbnails.ts";
import type { MapData, MapDataColumn, MapDataThumbnails } from "../../../web/map/items/map_data.ts";
import type { MapLabels, MapPageInput, MapThumbnails } from "./map_page_input.ts";

/** A map as its page holds it: plain values that JSON can write. */
export function mapDataOf(
  { title, maps, names, texts, labels, columns = {}, thumbnails }: MapPageInput,
): MapData {
  return {
    title,
    maps: maps.map(({ positions, ...map }) => ({ ...map, positions: base64Of(positions) })),
    names,
    ...texts && { texts },
    columns: [
      ...labels ? [labelColumn(labels)] : [],
      ...Object.entries(columns).map(([name, values]) => columnOf(name, values)),
    ],
    ...thumbnails && { thumbnails: thumbnailData(thumbnails) },
  };
}

/** The base64 of numbers of 32 bits, the least significant byte of each first on every machine. */
export function base64Of(values: Float32Array | Int32Array): string {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) =>
    values instanceof Int32Array
      ? bytes.setInt32(4 * i, value, true)
      : bytes.setFloat32(4 * i, value, true)
  );
  return encodeBase64(new Uint8Array(bytes.buffer));
}

function labelColumn({ classes, classNames, name = "label" }: MapLabels): MapDataColumn {
  const numbers = Int32Array.from(classes);
  const count = numbers.reduce((most, each) => Math.max(most, each + 1), 0);
  const names = classNames ?? Array.from({ length: count }, (_, each) => String(each));
  return { name, kind: "classes", classNames: names, classes: base64Of(numbers) };
}

function columnOf(name: string, values: ArrayLike<number> | readonly string[]): MapDataColumn {
  if (isWords(values)) {
    const classNames = [...new Set(values)].filter((value) => value !== "").sort();
    const classOf = new Map(classNames.map((value, i) => [value, i]));
    const classes = Int32Array.from(values, (value) => classOf.get(value) ?? -1);
    return { name, kind: "classes", classNames, classes: base64Of(classes) };
  }
  return { name, kind: "numbers", values: base64Of(Float32Array.from(values)) };
}

function isWords(values: ArrayLike<number> | readonly string[]): values is readonly string[] {
  return typeof values[0] === "string";
}

function thumbnailData(thumbnails: MapThumbnails): MapDataThumbnails {
  const [, height, width] = thumbnails.shape;
  const { sheets, ...layout } = packThumbnails(thumbnails);
  return { width, height, ...layout, sheets: sheets.map((png) => encodeBase64(png)) };
}
