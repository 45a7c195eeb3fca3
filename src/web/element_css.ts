import { classChoiceCss } from "./controls/class_choice.ts";
import { codePadCss } from "./pad/code_pad_css.ts";
import { codeSlidersCss } from "./sliders/code_sliders.ts";
import { frameCss } from "./controls/frame_css.ts";
import { generatePanelCss } from "./generate/generate_panel.ts";
import { imageViewCss } from "./picture/image_view.ts";
import { reconstructPanelCss } from "./reconstruct/reconstruct_panel_css.ts";
import { themeCss } from "./controls/theme.ts";
import { walkCss } from "./generate/walk.ts";

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
