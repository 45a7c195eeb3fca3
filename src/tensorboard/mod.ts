export { encodeFileVersion, encodeScalars, type ScalarEvent, wallTimeOf } from "./event.ts";
export { metricsEvent, metricsToEvents } from "./metrics_events.ts";
export { encodeRecord, type FoundRecord, wholeRecords } from "./records.ts";
