import type { ExampleForm } from "../model/example_form.ts";
import { createCurveView } from "./curve_view.ts";
import type { ExampleView, ExampleViewOptions } from "./example_view.ts";
import { createImageView } from "./image_view.ts";
import { createRowView } from "./row_view.ts";
import { createWordView } from "./word_view.ts";

/** Makes what shows examples of a form, each in place of the last. */
export function createExampleView(
  form: ExampleForm,
  options: ExampleViewOptions = {},
): ExampleView {
  if (form.kind === "texts") return createWordView(form.names);
  if (form.kind === "images") return createImageView(form.shape);
  return form.kind === "table" ? createRowView(form, options) : createCurveView(form, options);
}
