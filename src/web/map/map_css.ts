import { themeCss } from "../controls/theme_css.ts";
import { frameCss } from "../controls/frame_css.ts";
import { mapPartsCss } from "./map_parts_css.ts";
import { mapPlaneCss } from "./map_plane_css.ts";

/** The style of the maps of a page: the element's theme and frame, and their own rules. */
export const mapCss = [themeCss, frameCss, mapPlaneCss, mapPartsCss].join("");
