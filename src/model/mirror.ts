import { type Shape, sizeOf } from "../core/shape.ts";
import { layerOf, type LayerSpec } from "../layers/mod.ts";

/**
 * The decoder that undoes an encoder: its layers in reverse, each replaced by its mirror.
 *
 * A layer that changes the example (dense, flatten, …) takes those that keep its shape (activation,
 * normalisation, dropout) along as one block. The mirror of a block's first layer gives back what
 * the block before put out, so the layers that shaped that output follow it:
 * `dense 500, relu, dense 30` mirrors to `dense 500, relu, dense 784`. What follows the code in the
 * encoder, what is one-sided, and what precedes the first block, has no place in the mirror; nor has what precedes a layer
 * whose mirror gives back the model's input at once.
 */
export function mirrorDecoder(
  encoder: readonly LayerSpec[],
  { inputShape, tied }: { inputShape: Shape; tied: boolean },
): LayerSpec[] {
  const blocks: { mirror: LayerSpec; followers: LayerSpec[] }[] = [];
  let shape = inputShape, wanted = inputShape;
  encoder.forEach((spec, i) => {
    const layer = layerOf(spec);
    if (layer.mirrorsModel) {
      const mirror: LayerSpec = { type: "reshape", shape: [...inputShape] };
      blocks.length = 0;
      if (inputShape.length > 1) blocks.push({ mirror, followers: [] });
      wanted = [sizeOf(inputShape)];
    }
    const isOneSided = layer.traits?.(spec, shape).isOneSided === true;
    const mirror = layer.mirror?.(spec, { inputShape: wanted, path: `encoder.${i}`, tied });
    shape = layer.outputShape(spec, shape);
    if (mirror) blocks.push({ mirror, followers: [] });
    else if (!layer.mirror && !isOneSided) blocks.at(-1)?.followers.push(spec);
    // What has no place in the mirror need not be given back either.
    if (mirror || !layer.mirror) wanted = shape;
  });
  return blocks.map(({ mirror }, i) => [mirror, ...(blocks[i - 1]?.followers ?? [])]).reverse()
    .flat();
}
