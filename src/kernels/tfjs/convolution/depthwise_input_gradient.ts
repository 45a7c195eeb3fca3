import type { DepthwiseShape } from "./depthwise_shape.ts";
import { dyWindows } from "../../convolution/dy_windows.ts";
import { gradientPhases, type RowsAndColumns } from "../../convolution/gradient_phases.ts";
import { bandLayout, bands, padInput } from "../../convolution/patches.ts";
import type { Routines } from "../../heap/routines.ts";
import { places } from "../../heap/places.ts";
import { blockBytes, writeBlock } from "../../heap/write_block.ts";

/** The operands, as byte offsets. */
export interface DepthwiseInputGradientOperands {
  readonly routines: Routines;
  readonly dy: number;
  readonly filter: number;
  readonly scratch: number;
  readonly dx: number;
}

/** Bytes of scratch memory that `depthwiseInputGradient` needs. */
export function depthwiseInputGradientScratch(shape: DepthwiseShape): number {
  return scratchOf(shape).bytes;
}

/**
 * The gradient dx [batch, height, width, channels] of the input of a depthwise convolution, from dy
 * [batch, outHeight, outWidth, channels · multiplier] and the filter
 * [sizeHeight, sizeWidth, channels, multiplier].
 *
 * It is the depthwise convolution of dy with the filter turned around, for stride s one for every
 * s-th row and column. With a multiplier, the outputs of a channel are summed last.
 */
export function depthwiseInputGradient(
  { routines, dy, filter, scratch, dx }: DepthwiseInputGradientOperands,
  shape: DepthwiseShape,
): void {
  const { batch, height, width, channels, outChannels, strideHeight, multiplier } = shape;
  const { at: to, phases, sizes, layout } = scratchOf(shape, scratch);
  const { down, across } = phases, { bandRows, columns } = layout, pixelBytes = outChannels * 4;
  const windows = writeBlock({ routines, name: "WindowSizes", at: to.windows }, sizes);
  const taps = writeTaps({ routines, at: to.taps }, {
    shape,
    phases,
    rowBytes: columns * pixelBytes,
  });
  for (const band of bands({ batch, outRows: down.count, bandRows })) {
    padInput({ routines, at: windows, x: dy, to: to.band }, { windows: sizes, band, columns });
    const top = band.row * strideHeight;
    const pixels = Math.min(band.rows * strideHeight, height - top) * width;
    const dxBand = dx + (band.image * height + top) * width * channels * 4;
    const out = multiplier === 1 ? dxBand : to.apart;
    for (const { row, column, at } of taps) {
      const rows = Math.min(band.rows, row.count - band.row);
      if (rows <= 0) continue;
      const patch = (row.first - down.first) * columns + column.first - across.first;
      const lastTap = row.lastTap * shape.sizeWidth + column.lastTap;
      const first = row.start * width + column.start;
      routines.depthwiseRows(
        at,
        to.band + patch * pixelBytes,
        filter + lastTap * pixelBytes,
        rows,
        out + first * pixelBytes,
      );
    }
    if (multiplier !== 1) routines.sumGroups(out, pixels * channels, multiplier, dxBand);
  }
}

/** Bytes of padded dy at once: half of a first-level cache. */
const BAND_BYTES = 1 << 14;

function scratchOf(shape: DepthwiseShape, start = 0) {
  const phases = gradientPhases(shape), sizes = dyWindows(shape, phases);
  const layout = bandLayout(sizes, BAND_BYTES);
  const { multiplier, strideHeight, width, outChannels } = shape;
  const parts = {
    windows: blockBytes("WindowSizes"),
    taps: phaseBytes(phases),
    band: layout.bytes,
    apart: multiplier === 1 ? 0 : layout.bandRows * strideHeight * width * outChannels * 4,
  };
  return { phases, sizes, layout, ...places(parts, start) };
}

/** Bytes that the blocks of the taps of all phases take. */
function phaseBytes({ down, across }: RowsAndColumns): number {
  return down.list.length * across.list.length * blockBytes("DepthwiseTaps");
}

/** Writes the blocks of the taps of all phases. */
function writeTaps(
  { routines, at: first }: { routines: Routines; at: number },
  { shape, phases: { down, across }, rowBytes }: {
    shape: DepthwiseShape;
    phases: RowsAndColumns;
    /** Of the padded dy. */
    rowBytes: number;
  },
) {
  const { width, outChannels, sizeWidth, strideHeight, strideWidth } = shape;
  const pixelBytes = outChannels * 4;
  return down.list.flatMap((row, i) =>
    across.list.map((column, j) => {
      const place = first + (i * across.list.length + j) * blockBytes("DepthwiseTaps");
      const at = writeBlock({ routines, name: "DepthwiseTaps", at: place }, {
        tapRows: row.taps,
        tapColumns: column.taps,
        tapRow: row.distance * rowBytes,
        tapPixel: column.distance * pixelBytes,
        filterRow: -row.tapStep * sizeWidth * pixelBytes,
        filterPixel: -column.tapStep * pixelBytes,
        channels: outChannels,
        pixels: column.count,
        stepRow: rowBytes,
        outRow: strideHeight * width * pixelBytes,
        outPixel: strideWidth * pixelBytes,
      });
      return { row, column, at };
    })
  );
}
