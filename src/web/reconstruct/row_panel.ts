import { applyScaling } from "../../core/preprocessor/scaling.ts";
import { createExampleView } from "../picture/create_example_view.ts";
import type { GivenInput } from "./input_choice.ts";
import {
  panelRoot,
  type ReconstructPanel,
  type ReconstructPanelOptions,
} from "./reconstruct_panel.ts";
import { createRowChoice } from "./row_choice.ts";
import { squaredErrorWords } from "./squared_error_words.ts";
import { createStages } from "./stages.ts";

/** Makes a panel for reconstructions of rows of numbers, which people edit one by one where they are few. */
export function createRowPanel(options: ReconstructPanelOptions): ReconstructPanel {
  const { form, examples } = options, { scaling, unit } = form;
  const onScale = (values: Float32Array) => scaling ? applyScaling(values, scaling) : values;
  let given: GivenInput | undefined;
  const made = createExampleView(form, {
    examples: examples?.inputs.values,
    onEdit(values) {
      choice.leave();
      send({ name: "edited", values });
    },
  });
  const choice = createRowChoice({
    ...options,
    onInput(input) {
      made.fill?.(input.values);
      send(input);
    },
  });
  const stages = createStages({
    made,
    errorWords: (clean, reconstruction) =>
      squaredErrorWords(onScale(clean), onScale(reconstruction)) +
      (scaling || unit !== 1 ? ", on the scale of the model" : ""),
  });

  function send(input: GivenInput) {
    if (scaling && !onScale(input.values).every(Number.isFinite)) {
      return choice.say(`A number is out of the range of the scale ${scaling.scale}.`);
    }
    given = input;
    options.onInput(input.values, { label: input.label });
  }

  return {
    root: panelRoot(choice.root, stages.root),
    start: () => given ? send(given) : choice.giveFirst(),
    show: ({ input, ...made }) => stages.show({ clean: input, ...made }),
  };
}
