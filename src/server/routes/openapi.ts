import type { Route } from "./route.ts";

/** The description of some routes in OpenAPI 3.1, as a JSON object. */
export function openapiOf(
  routes: readonly Route[],
  { version, hasTokens }: { version: string; hasTokens: boolean },
): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { method, path, operation } of routes) {
    const { parameters = [], ...rest } = operation;
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      ...{ name, in: "path", required: true, schema: { type: "string" } },
    }));
    const all = [...places, ...parameters];
    (paths[path] ??= {})[method] = { ...rest, ...(all.length > 0 && { parameters: all }) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Isthmus",
      version,
      summary: "Trained autoencoders by the Open Inference Protocol v2, and as they take data",
    },
    paths,
    ...(hasTokens && {
      components: { securitySchemes: { bearer: { type: "http", scheme: "bearer" } } },
      security: [{ bearer: [] }],
    }),
  };
}
