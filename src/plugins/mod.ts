export { checkPlugin } from "./check_plugin.ts";
export { defineMeasure, definePlugin, defineReportSection, type Plugin } from "./plugin.ts";
export { usePlugin } from "./use_plugin.ts";
export { withPluginParts } from "./with_plugin_parts.ts";
