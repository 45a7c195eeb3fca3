import { type DrawnDreams, dreamsOf } from "../../../boltzmann/mod.ts";
import { exampleKind } from "../../../core/example_kind.ts";
import { pictureValues } from "../../../core/own_units.ts";
import type { Shape } from "../../../core/shape.ts";
import { machinesIn } from "../../../pretraining/mod.ts";
import { sheetFigure } from "../../markup/sheet_figure.ts";
import type { Section } from "../section.ts";

/** The samples, and the Gibbs steps that each is away from its start: few, as somebody waits. */
const DRAWN = 100, STEPS = 200;

/** Samples of a stack of Boltzmann machines, with the shape of each. */
export interface Dreamt extends Pick<DrawnDreams, "classes"> {
  /** [N, …shape] in [0, 1]. */
  readonly images: Float32Array;
  readonly shape: Shape;
  /** The names of the classes that columns are of; absent without label units. */
  readonly names?: readonly string[];
}

/** Samples of a model that machines alone have trained; nothing where they make no images. */
export const dreams: Section<Dreamt> = {
  title: "Dreams",
  place: 65,
  gather({ run, data, preprocessor }) {
    const { config: { recipe: { stages = [], training } }, model: { plan, params } } = run;
    const isTrainedSo = training.epochs === 0 && stages.some(({ train }) => train === "machines");
    if (!isTrainedSo || exampleKind(preprocessor) !== "images") return undefined;
    const machines = machinesIn(plan, params);
    if (!machines) return undefined;
    const { values, classes } = dreamsOf(machines, { count: DRAWN, steps: STEPS, seed: 0 });
    return {
      images: pictureValues(values, preprocessor),
      shape: data.test.shape,
      ...(classes !== undefined && { classes, ...(data.classes && { names: data.classes }) }),
    };
  },
  draw: ({ images, shape, classes, names }) =>
    sheetFigure({
      title: classes === undefined ? "From random states" : "From random states, of each class",
      caption:
        `Samples of the top machine, ${STEPS} Gibbs steps after random states of its hidden units, ` +
        "drawn down to the input: the means of its values" +
        (classes === undefined
          ? ""
          : `; a column for each class${names ? `, ${names.join(", ")}` : ""}`),
      images,
      shape,
      ...(classes !== undefined && { columns: classes }),
      isSigned: false,
    }),
};
