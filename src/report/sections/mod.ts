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
export type { ReportFeatureMaps, ReportLayerMaps } from "./feature_maps_section.ts";
export type { ReportLatent, ReportLatents } from "./latents_section.ts";
export type { ReportSheet } from "./sheets_section.ts";
export type { ReportWeights } from "./weights_section.ts";
