import type { Context } from "hono";
import type { Metrics } from "./metrics.ts";
import type { ReadBody } from "./read_body.ts";
import type { ServedModel } from "../models/served_model.ts";
import type { ServedRun } from "../models/served_run.ts";
import type { ExampleLimits } from "../raw/check_pictures.ts";

/** A route: its place, what is said of it, and what answers it. */
export interface Route {
  readonly method: "get" | "post";
  /** The path, with names in braces for what varies: `/v2/models/{model}`. */
  readonly path: string;
  /** The Operation Object of OpenAPI 3.1, without its parameters of the path. */
  readonly operation: Operation;
  readonly answer: (context: Context) => Response | Promise<Response>;
}

/** A route as OpenAPI has it, as far as it is used here. */
export interface Operation {
  readonly summary: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly object[];
  readonly requestBody?: object;
  readonly responses: Readonly<Record<string, object>>;
}

/** Everything that routes answer from. */
export interface Served {
  /** The version of the toolkit. */
  readonly version: string;
  readonly models: ReadonlyMap<string, ServedModel>;
  readonly runs: ReadonlyMap<string, ServedRun>;
  readonly limits: ExampleLimits;
  readonly readBody: ReadBody;
  readonly metrics: Metrics;
  /** True where models can be asked. */
  readonly isReady: () => boolean;
}
