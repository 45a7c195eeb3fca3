export { formatNumber } from "./format_number.ts";
export { type Histogram, histogram } from "./histogram.ts";
export { type LineChart, lineChart, type Reference, type Series } from "./line_chart.ts";
export { encodeImageSheet, type ImageSheet, pngUrl } from "./png.ts";
export {
  renderReport,
  type Report,
  type ReportCodes,
  type ReportEpoch,
  type ReportFact,
  type ReportLayer,
  type ReportMethod,
  type ReportReconstructions,
} from "./report.ts";
export type { ReportFeatureMaps, ReportLayerMaps } from "./report/feature_maps_section.ts";
export type { ReportLatent, ReportLatents } from "./report/latents_section.ts";
export type { ReportSheet } from "./report/sheets_section.ts";
export type { ReportWeights } from "./report/weights_section.ts";
export { signedImages } from "./signed_images.ts";
export { type Scatter, scatter } from "./scatter.ts";
