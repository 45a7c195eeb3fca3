import { themeCss } from "./controls/theme_css.ts";
import { frameCss } from "./controls/frame_css.ts";
import { generatePanelCss } from "./generate/generate_panel_css.ts";
import { classChoiceCss } from "./controls/class_choice_css.ts";
import { walkCss } from "./generate/walk_css.ts";
import { codePadCss } from "./pad/code_pad_css.ts";
import { padAxesCss } from "./pad/pad_axes_css.ts";
import { padPreviewCss } from "./pad/pad_preview_css.ts";
import { padLegendCss } from "./pad/pad_legend_css.ts";
import { codeSlidersCss } from "./sliders/code_sliders_css.ts";
import { sliderRowCss } from "./sliders/slider_row_css.ts";
import { curveViewCss } from "./picture/curve_view_css.ts";
import { imageViewCss } from "./picture/image_view_css.ts";
import { rowViewCss } from "./picture/row_view_css.ts";
import { wordViewCss } from "./picture/word_view_css.ts";
import { drawingPadCss } from "./drawing/drawing_pad_css.ts";
import { swatchesCss } from "./drawing/swatches_css.ts";
import { exampleChoiceCss } from "./reconstruct/example_choice_css.ts";
import { fileChoiceCss } from "./reconstruct/file_choice_css.ts";
import { codeViewCss } from "./reconstruct/code_view_css.ts";
import { dropChoiceCss } from "./reconstruct/drop_choice_css.ts";
import { reconstructPanelCss } from "./reconstruct/reconstruct_panel_css.ts";

/** The style of the whole element: one sheet for all of a page, what comes later over what comes before. */
export const elementCss = [
  themeCss,
  frameCss,
  generatePanelCss,
  classChoiceCss,
  walkCss,
  codePadCss,
  padAxesCss,
  padPreviewCss,
  padLegendCss,
  codeSlidersCss,
  sliderRowCss,
  curveViewCss,
  imageViewCss,
  rowViewCss,
  wordViewCss,
  drawingPadCss,
  swatchesCss,
  exampleChoiceCss,
  fileChoiceCss,
  codeViewCss,
  dropChoiceCss,
  reconstructPanelCss,
].join("");
