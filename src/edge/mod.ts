/**
 * An encoder for edge functions: on the lite engine, with the preprocessing of its run, behind a handler of
 * requests; without a file system, and without anything of one host.
 */
export { createEdgeEncoder, type EdgeEncoder, type EdgeOptions } from "./edge_encoder.ts";
export { createEdgeHandler, type HandlerLimits } from "./edge_handler.ts";
export type { EdgeModel, EdgeParts } from "./edge_model.ts";
export { refuseWebp } from "./refuse_webp.ts";
