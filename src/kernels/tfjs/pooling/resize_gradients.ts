import * as tf from "@tensorflow/tfjs";
import { replaceGradient } from "../../heap/replace_gradient.ts";

/** The shares of old rows, or columns, in a new one. */
type Weights = readonly (readonly [old: number, weight: number])[];
/** From the position of a new row among the old ones to what it is made of. */
type Interpolation = (position: number, oldSize: number) => Weights;

/**
 * Gives `tf.image.resizeBilinear` and `tf.image.resizeNearestNeighbor` with half-pixel centers their
 * gradients: tfjs gives those of pixels that are placed by their corners. The others stay with tfjs.
 *
 * Resizing is a matrix for the rows and one for the columns; the gradient takes both transposed.
 */
export function registerResizeGradients(): void {
  replace(tf.ResizeBilinear, (position, oldSize) => {
    const floor = Math.max(0, Math.floor(position - 0.5));
    const ceil = Math.min(oldSize - 1, Math.max(0, Math.ceil(position - 0.5)));
    const share = position - 0.5 - floor;
    return [[floor, 1 - share], [ceil, share]];
  });
  replace(tf.ResizeNearestNeighbor, (position, oldSize) => [
    [Math.max(0, Math.min(oldSize - 1, Math.floor(position))), 1],
  ]);
}

function replace(name: string, interpolation: Interpolation): void {
  replaceGradient(name, ({ dy, saved: [images], attrs, stock }) => {
    if (attrs.halfPixelCenters !== true) return stock();
    const [batch, height, width, channels] = images.shape, [, newHeight, newWidth] = dy.shape;
    return {
      images() {
        const rows = interpolate(interpolation, { size: newHeight, oldSize: height });
        const columns = interpolate(interpolation, { size: newWidth, oldSize: width });
        const down = tf.matMul(
          tf.tile(tf.expandDims(rows, 0), [batch, 1, 1]),
          tf.reshape(dy, [batch, newHeight, newWidth * channels]),
        );
        const across = tf.matMul(
          tf.tile(tf.expandDims(columns, 0), [batch * height, 1, 1]),
          tf.reshape(down, [batch * height, newWidth, channels]),
        );
        return tf.reshape(across, images.shape);
      },
    };
  });
}

/** The transposed matrix [oldSize, size]. */
function interpolate(
  interpolation: Interpolation,
  { size, oldSize }: { size: number; oldSize: number },
): tf.Tensor2D {
  const matrix = new Float32Array(oldSize * size);
  for (let i = 0; i < size; i++) {
    for (const [old, weight] of interpolation((i + 0.5) * oldSize / size, oldSize)) {
      matrix[old * size + i] += weight;
    }
  }
  return tf.tensor2d(matrix, [oldSize, size]);
}
