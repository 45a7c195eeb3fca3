import { sizeOf } from "../../core/shape.ts";
import { type SheetFigure, sheetFigure } from "../markup/sheet_figure.ts";
import { weightImages } from "../pictures/weight_images.ts";
import { latentsByRate } from "./latents.ts";
import type { Section } from "./section.ts";

/** The largest number of filters, units or atoms that is drawn. */
const MOST = 256;

/** The filters, units or atoms of a layer around mid grey, of a sparse code the most used first. */
export const weights: Section<Omit<SheetFigure, "isSigned">> = {
  title: "Weights",
  place: 95,
  gather({ run: { model: { plan, params } }, sparse }) {
    const weights = weightImages(plan, { params });
    if (!weights) return undefined;
    const { path, what, images, shape } = weights, size = sizeOf(shape);
    const total = images.length / size;
    const order = sparse ? latentsByRate(sparse) : [...Array(total).keys()];
    const chosen = order.slice(0, MOST);
    const shown = new Float32Array(chosen.length * size);
    chosen.forEach((index, i) => {
      shown.set(images.subarray(index * size, (index + 1) * size), i * size);
    });
    const which = chosen.length === total
      ? `The ${total} ${what}`
      : `${chosen.length} of ${total.toLocaleString("en")} ${what}` +
        (sparse ? ", those that fire most" : "");
    return { title: path, caption: `${which} of ${path}`, images: shown, shape };
  },
  draw: (sheet) => sheetFigure({ ...sheet, isSigned: true }),
};
