import type { Operation } from "./route.ts";

const LABELS = { type: "array", items: { type: "integer" } };
const NUMBERS = { type: "array", items: { type: "number" } };
const BYTES = { schema: { type: "string", contentMediaType: "image/*" } };

/** The body of a request that sends examples, as OpenAPI has it. */
export const EXAMPLES = {
  required: true,
  content: {
    "application/json": {
      schema: {
        type: "object",
        required: ["examples"],
        properties: {
          examples: {
            type: "array",
            items: {
              anyOf: [
                { type: "string", description: "A text" },
                { ...NUMBERS, description: "The values of an example, in the units of the data" },
                { type: "object", description: 'A row by its columns, or {"image": base64}' },
              ],
            },
          },
          labels: { ...LABELS, description: "The classes, for a model that is told them" },
        },
      },
    },
    "text/plain": { schema: { type: "string" } },
    "image/*": BYTES,
  },
};

/** The body of a request for new examples, as OpenAPI has it. */
export const NEW_EXAMPLES = {
  required: false,
  content: {
    "application/json": {
      schema: {
        type: "object",
        properties: {
          codes: { type: "array", items: NUMBERS, description: "The codes to decode" },
          count: { type: "integer", description: "Or how many to draw" },
          seed: { type: "integer" },
          labels: { ...LABELS, description: "The classes, for a model that is told them" },
        },
      },
    },
  },
};

const queries: Readonly<Record<string, readonly object[]>> = {
  encode: [{
    ...{ name: "bits", in: "query", schema: { type: "number" } },
    description: "Gives packed bits: 1 above this value",
  }],
};

/** The description of a route of runs; `name` is the last word of its path. */
export function operationOf(summary: string, requestBody?: object, name = ""): Operation {
  const isDrawn = name === "reconstruct" || name === "generate";
  return {
    summary,
    tags: ["runs"],
    ...(queries[name] && { parameters: queries[name] }),
    ...(requestBody && { requestBody }),
    responses: {
      200: {
        description: "The answer",
        content: {
          "application/json": { schema: { type: "object" } },
          ...(isDrawn && { "image/png": {} }),
          ...(name === "encode" && { "application/octet-stream": {} }),
        },
      },
      ...(requestBody && {
        400: {
          description: "A sentence on what is wrong with the request",
          content: { "application/json": { schema: { type: "object" } } },
        },
      }),
    },
  };
}
