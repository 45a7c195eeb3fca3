export { formatNumber } from "./format_number.ts";
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
export { type Scatter, scatter } from "./scatter.ts";
