import { classChoiceCss } from "./class_choice.ts";
import { codePadCss } from "./code_pad.ts";
import { codeSlidersCss } from "./code_sliders.ts";
import { frameCss } from "./frame.ts";
import { generatePanelCss } from "./generate_panel.ts";
import { imageViewCss } from "./image_view.ts";
import { reconstructPanelCss } from "./reconstruct_panel.ts";
import { themeCss } from "./theme.ts";
import { walkCss } from "./walk.ts";

/** The style of the whole element: one sheet for all of a page. */
export const elementCss = [
  themeCss,
  frameCss,
  generatePanelCss,
  classChoiceCss,
  walkCss,
  codePadCss,
  codeSlidersCss,
  imageViewCss,
  reconstructPanelCss,
].join("");
