import type { PageModel } from "../model/page_model.ts";
import { createExampleView } from "../picture/create_example_view.ts";
import type { InputChoiceOptions } from "./input_choice.ts";

/** All that a model's folder says of inputs to choose from. */
export function knownInputs(
  { decoder: { preprocessor: { threshold } }, form, space }: PageModel,
): Omit<InputChoiceOptions, "onInput"> {
  const { examples, classNames } = space ?? {};
  return {
    form,
    ...(examples && { examples }),
    ...(classNames && { classNames }),
    ...(threshold !== undefined && { threshold }),
    view: () => createExampleView(form, { examples: examples?.inputs.values }),
  };
}
