import { type ImageOptions, measureImage } from "../../data/mod.ts";
import { readFile } from "../files/read_file.ts";

/** A suggested side is not larger, for a first model to train in minutes. */
const LARGEST_SUGGESTION = 64;

/** A picture, and the shape that it is read in. */
interface Measured {
  readonly path: string;
  readonly height: number;
  readonly width: number;
  readonly isGrey: boolean;
}

/**
 * The error on pictures of several shapes: how many sizes there are, which files differ, and the options
 * that make them alike. Only the heads of the files are looked at. Throws as `measureImage` does.
 */
export async function describeShapes(
  files: readonly { readonly path: string }[],
  { options, signal }: {
    options?: ImageOptions | undefined;
    signal?: AbortSignal | undefined;
  } = {},
): Promise<RangeError> {
  const all: Measured[] = [];
  for (const { path } of files) {
    signal?.throwIfAborted();
    const [height, width, channels] = await measureImage(await readFile(path), path);
    all.push({ path, height, width, isGrey: channels === 1 });
  }
  const sizes = options?.size === undefined
    ? new Set(all.map(({ width, height }) => `${width} × ${height}`)).size
    : 1;
  const greys = options?.colour === undefined ? all.filter(({ isGrey }) => isGrey).length : 0;
  const isMixed = greys > 0 && greys < all.length;
  const [first] = all;
  const other =
    all.find(({ width, height, isGrey }) =>
      (sizes > 1 && (width !== first.width || height !== first.height)) ||
      (isMixed && sizes === 1 && isGrey !== first.isGrey)
    ) ?? first;
  const side = suggestedSide(all);
  const differences = [
    ...sizes > 1 ? [`${sizes} sizes`] : [],
    ...isMixed ? [`two kinds (${greys} grey, ${all.length - greys} in colour)`] : [],
  ].join(" and ");
  const ways = [
    ...sizes > 1 ? [`--set data.image.size=${side} brings all to one size`] : [],
    ...isMixed ? ["--set data.image.colour=grey makes all of them grey"] : [],
  ].join(" and ");
  return new RangeError(
    `Cannot train on pictures of ${differences}: ${describe(first)}, ${describe(other)}; ${ways}`,
  );
}

function describe({ path, width, height, isGrey }: Measured): string {
  return `${path} is ${width} × ${height} ${isGrey ? "grey" : "in colour"}`;
}

/** The short side that half of the pictures have at the least, and not too large a one. */
function suggestedSide(all: readonly Measured[]): number {
  const sides = all.map(({ width, height }) => Math.min(width, height)).sort((a, b) => a - b);
  return Math.min(LARGEST_SUGGESTION, sides[Math.floor(sides.length / 2)]);
}
