import { pictureValues } from "../../core/own_units.ts";
import * as tf from "@tensorflow/tfjs";
import { formatShape, type Shape, sizeOf } from "../../core/shape.ts";
import { exampleBatch } from "../../data/mod.ts";
import { layerOutputs } from "../../model/mod.ts";
import { element, type Markup } from "../../plots/element.ts";
import { formatNumber } from "../../plots/format_number.ts";
import { labelsOf, toArrays, toTensors } from "../../training/mod.ts";
import { displaySize } from "../markup/display_size.ts";
import { picture } from "../markup/picture.ts";
import { layerName } from "./layers.ts";
import type { Section } from "./section.ts";

/** One input, and the maps that each layer makes of it. */
export interface FeatureMaps {
  readonly input: Float32Array;
  readonly inputShape: Shape;
  /** The layers whose outputs are images, in their order. */
  readonly layers: readonly LayerMaps[];
}

/** The output of one layer for one input. */
export interface LayerMaps {
  /** `encoder.0` */
  readonly path: string;
  readonly name: string;
  /** `[H, W, K]` */
  readonly shape: Shape;
  /** [H, W, K] */
  readonly values: Float32Array;
}

/** The largest number of maps of a layer, and of those in a row where the page has room. */
const MOST = 32;
const COLUMNS = 8;

/** The longer sides of the input and of a map, about, in pixels of the page. */
const INPUT_SIDE = 112;
const MAP_SIDE = 84;

/** Pixels of the page between maps, as the style has it. */
const GAP = 2;

/** The first test example beside its feature maps, layer by layer; of models with convolutions. */
export const featureMaps: Section<FeatureMaps> = {
  title: "Feature maps",
  place: 97,
  gather({ run: { model: { plan, params } }, data: { test }, preprocessor }) {
    const imaged = [...plan.encoder, ...plan.decoder].filter(({ traits: { map }, outputShape }) =>
      // Of the same values, or of shifted ones, there is no more to see.
      outputShape.length === 3 && map !== "identity" && map !== "shift"
    );
    const isConvolutional = imaged.some(({ traits }) => traits.weights?.vectors === "filters");
    if (!isConvolutional) return undefined;
    const { shape, values: input } = exampleBatch(test, [0]);
    const tensors = toTensors(params);
    const outputs = tf.tidy(() => {
      const labels = labelsOf(plan, test, [0]);
      return layerOutputs(plan, tf.tensor(input, [...shape]), {
        params: tensors,
        ...(labels && { labels }),
      });
    });
    const arrays = toArrays(outputs);
    tf.dispose([tensors, outputs]);
    return {
      input: pictureValues(input, preprocessor),
      inputShape: test.shape,
      layers: imaged.map((layer) => ({
        path: layer.path,
        name: layerName(layer),
        shape: layer.outputShape,
        values: arrays[layer.path].values,
      })),
    };
  },
  draw({ input, inputShape, layers }) {
    if (input.length !== sizeOf(inputShape)) {
      throw new RangeError(
        `Cannot draw the input of the feature maps: there are ${input.length} values, ` +
          `expected the ${sizeOf(inputShape)} of shape ${formatShape(inputShape)}`,
      );
    }
    // A model may make images of a vector by itself: that is no picture.
    const side = inputShape.length === 1 ? [] : [
      element("h3", {}, "Input"),
      picture(input, {
        alt: "The input of the feature maps",
        shape: inputShape,
        range: [0, 1],
        side: INPUT_SIDE,
      }),
    ];
    const caption =
      "What each layer whose output is an image makes of one input, a small image for " +
      "each channel. A layer has one scale: black is the least of its values, white the greatest.";
    return element(
      "figure",
      {},
      element(
        "div",
        { class: "maps" },
        element("div", {}, side),
        element("div", {}, layers.map(layerMaps)),
      ),
      element("figcaption", {}, caption),
    );
  },
};

function layerMaps({ path, name, shape, values }: LayerMaps): Markup {
  if (shape.length !== 3 || values.length !== sizeOf(shape) || values.length === 0) {
    throw new RangeError(
      `Cannot draw the feature maps of ${path}: there are ${values.length} values of shape ` +
        `${formatShape(shape)}, expected [H, W, K] and as many values`,
    );
  }
  const [height, width, channels] = shape;
  const range = values.reduce<readonly [number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  const shown = Math.min(channels, MOST);
  const maps = Array.from({ length: shown }, (_, channel) =>
    picture(
      Float32Array.from({ length: height * width }, (_, i) => values[i * channels + channel]),
      { alt: `Map ${channel + 1} of ${path}`, shape: [height, width], range, side: MAP_SIDE },
    ));
  const more = channels > shown
    ? element("small", {}, `and ${(channels - shown).toLocaleString("en")} more`)
    : [];
  const { width: mapWidth } = displaySize([height, width], MAP_SIDE);
  const style = `max-width:${COLUMNS * (mapWidth + GAP) - GAP}px`;
  const label = `Feature maps of ${path}: ${shown} of ${channels}`;
  return element(
    "div",
    { class: "layer" },
    element(
      "h3",
      {},
      element("code", {}, path),
      element(
        "span",
        {},
        `${name}, ${formatShape(shape)}, ${range.map((value) => formatNumber(value)).join(" to ")}`,
      ),
    ),
    // One image with one name, so that nobody has 32 names read to them.
    element("div", { class: "strips", style, role: "img", "aria-label": label }, maps),
    more,
  );
}
