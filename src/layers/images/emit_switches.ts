import type { GraphBuilder, ValueName } from "../../onnx/mod.ts";
import { eachAxis, type Pair } from "./pair.ts";
import type { PlacedWindows, Windows } from "./windows.ts";

/** Under every float that a network computes, and no infinity. */
const LOWEST = -3.4e38;

/**
 * Adds to a graph the position in its window of each maximum y [B, K, H′, W′] of images x
 * [B, K, H, W], as a float: row after row from 0, of equal values the first.
 *
 * It compares y with the values of all windows at one place after the other. That is exact on every
 * execution provider, of which some lack the positions that MaxPool itself can give.
 */
export function emitSwitches(
  graph: GraphBuilder,
  { x, y, path, windows: { size, stride }, placed }: {
    x: ValueName;
    y: ValueName;
    /** The name of the result, and the prefix of the names of its nodes. */
    path: string;
    windows: Windows;
    placed: PlacedWindows;
  },
): ValueName {
  const { before, after, counts } = placed;
  const isPadded = [...before, ...after].some((lines) => lines > 0);
  const image = isPadded
    ? graph.node("Pad", [
      x,
      graph.integers([0, 0, ...before, 0, 0, ...after]),
      graph.scalar(LOWEST),
    ], { name: `${path}.padded` })
    : x;
  const axes = graph.integers([2, 3]), steps = graph.integers(stride);
  const last = size[0] * size[1] - 1;
  let position = graph.scalar(last);
  // From the last place but one to the first, so that of equal values the first one stays.
  for (let place = Math.max(last - 1, 0); place >= 0; place--) {
    const start: Pair = [Math.floor(place / size[1]), place % size[1]];
    const end = eachAxis((axis) => start[axis] + (counts[axis] - 1) * stride[axis] + 1);
    const inputs = [image, graph.integers(start), graph.integers(end), axes, steps];
    const values = graph.node("Slice", inputs, { name: `${path}.values_${place}` });
    const isHere = graph.node("Equal", [values, y], { name: `${path}.is_${place}` });
    position = graph.node("Where", [isHere, graph.scalar(place), position], {
      name: place === 0 ? path : `${path}.from_${place}`,
    });
  }
  return position;
}
