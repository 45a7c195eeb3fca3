import { packBlock } from "../products/pack";
import { TILE_COLUMNS } from "../products/tile";

/** Channels side by side in a panel of a packed filter: half of the usual where more would be idle. */
export function panelWidth(channels: usize): usize {
  return channels <= TILE_COLUMNS / 2 ? TILE_COLUMNS / 2 : TILE_COLUMNS;
}

/**
 * Packs every `stride`-th tap of a filter [.., filterWidth, inChannels, outChannels], backwards and
 * with its channels swapped, into panels [taps, outChannels, width]: what `convolveRows` of dy needs
 * for the gradient of the input.
 *
 * `filter` points to the last of these taps; there are `tapRows` × `tapColumns`.
 */
export function packTaps(
  filter: usize,
  filterWidth: usize,
  inChannels: usize,
  outChannels: usize,
  strideHeight: usize,
  strideWidth: usize,
  tapRows: usize,
  tapColumns: usize,
  packed: usize,
): void {
  const tap = inChannels * outChannels * 4;
  const width = panelWidth(inChannels);
  for (let channel: usize = 0; channel < inChannels; channel += width) {
    const lines = min(width, inChannels - channel);
    for (let row: usize = 0; row < tapRows; row++) {
      for (let column: usize = 0; column < tapColumns; column++) {
        const back = row * strideHeight * filterWidth + column * strideWidth;
        const source = filter - back * tap + channel * outChannels * 4;
        packBlock(source, outChannels * 4, lines, outChannels, true, width, packed);
        packed += outChannels * width * 4;
      }
    }
  }
}
