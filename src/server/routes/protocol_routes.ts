import type { Context } from "hono";
import { oneLine } from "../../core/one_line.ts";
import type { Rows } from "../batching/rows.ts";
import type { ServedModel } from "../models/served_model.ts";
import { HEADER_LENGTH, parseInferRequest } from "../protocol/infer_request.ts";
import { formatInferResponse } from "../protocol/infer_response.ts";
import { requestFault } from "../../requests/request_fault.ts";
import type { NamedTensor, TensorSpec } from "../protocol/tensor_spec.ts";
import type { Operation, Route, Served } from "./route.ts";

/** The one version of every model. */
const VERSION = "1";

/** The routes of the Open Inference Protocol v2 with the binary tensor extension. */
export function protocolRoutes(served: Served): Route[] {
  const { models, isReady, version } = served;
  const find = (context: Context) => modelOf(models, context.req.param());
  const health = (name: string) => (context: Context) => {
    const ready = isReady();
    // The text of the protocol names the one key and its examples the other.
    return context.json({ [name]: ready, live: true }, ready ? 200 : 400);
  };
  const ofModel = (tail: string) =>
    ["/v2/models/{model}", "/v2/models/{model}/versions/{version}"].map((path) => path + tail);
  return [
    get(
      "/v2",
      "The name of the server and its extensions",
      (context) => context.json({ name: "isthmus", version, extensions: ["binary_tensor_data"] }),
    ),
    get("/v2/health/live", "Whether the server runs", (context) => context.json({ live: true })),
    get("/v2/health/ready", "Whether all models can be asked", health("ready")),
    ...ofModel("").map((path) =>
      get(
        path,
        "The inputs and outputs of a model",
        (context) => context.json(metadataOf(find(context))),
      )
    ),
    ...ofModel("/ready").map((path) =>
      get(path, "Whether a model can be asked", (context) => {
        find(context);
        return health("ready")(context);
      })
    ),
    ...ofModel("/infer").map((path): Route => ({
      ...{ method: "post", path, operation: INFER },
      answer: (context) => infer(context, find(context), served),
    })),
  ];
}

function get(path: string, summary: string, answer: Route["answer"]): Route {
  const operation = {
    summary,
    tags: ["protocol"],
    responses: { 200: json("As the protocol says") },
  };
  return { method: "get", path, operation, answer };
}

function json(description: string): object {
  return { description, content: { "application/json": { schema: { type: "object" } } } };
}

const INFER: Operation = {
  summary: "The outputs of a model for a batch of examples",
  tags: ["protocol"],
  parameters: [{
    ...{ name: HEADER_LENGTH, in: "header", schema: { type: "integer", minimum: 0 } },
    description: "The bytes of JSON that the body begins with, where tensors follow as bytes",
  }],
  requestBody: {
    required: true,
    content: {
      "application/json": {
        schema: {
          type: "object",
          required: ["inputs"],
          properties: {
            id: { type: "string" },
            inputs: {
              type: "array",
              items: {
                type: "object",
                required: ["name", "datatype", "shape"],
                properties: {
                  name: { type: "string" },
                  datatype: { enum: ["FP32", "INT64"] },
                  shape: { type: "array", items: { type: "integer" } },
                  data: { type: "array" },
                  parameters: { type: "object" },
                },
              },
            },
            outputs: { type: "array", items: { type: "object", required: ["name"] } },
          },
        },
      },
      "application/octet-stream": {},
    },
  },
  responses: {
    200: {
      description: "The outputs",
      content: {
        "application/json": { schema: { type: "object" } },
        "application/octet-stream": {},
      },
    },
    400: json("A sentence on what is wrong with the request"),
  },
};

function modelOf(
  models: ReadonlyMap<string, ServedModel>,
  { model: name = "", version = VERSION }: Readonly<Record<string, string>>,
): ServedModel {
  const model = models.get(name);
  if (!model) {
    throw requestFault(
      `Cannot find the model ${oneLine(name, { longest: 80 })}: there are ${
        [...models.keys()].join(", ")
      }`,
      { status: 404 },
    );
  }
  if (version === VERSION) return model;
  throw requestFault(
    `Cannot find version ${oneLine(version, { longest: 40 })} of ${name}: there is ${VERSION}`,
    { status: 404 },
  );
}

function metadataOf({ name, inputs, outputs }: ServedModel) {
  const described = ({ name, datatype, shape }: TensorSpec) => ({
    ...{ name, datatype, shape: [-1, ...shape] },
  });
  return {
    ...{ name, versions: [VERSION], platform: "onnx_onnxv1" },
    ...{ inputs: inputs.map(described), outputs: outputs.map(described) },
  };
}

async function infer(
  { req }: Context,
  model: ServedModel,
  { readBody }: Served,
): Promise<Response> {
  const body = await readBody(req.raw);
  const { id, rows, inputs, outputs } = parseInferRequest(
    body,
    req.header(HEADER_LENGTH) ?? null,
    model,
  );
  const given: Rows = {
    rows,
    values: Object.fromEntries(Object.values(inputs).map(({ name, values }) => [name, values])),
  };
  const answer = await model.compute(given, { signal: () => req.raw.signal });
  const { bytes, jsonLength } = formatInferResponse({
    ...{ model: model.name, version: VERSION, id, wanted: outputs },
    outputs: tensorsOf(answer, model),
  });
  return new Response(bytes, {
    headers: jsonLength === undefined
      ? { "content-type": "application/json" }
      : { "content-type": "application/octet-stream", [HEADER_LENGTH]: String(jsonLength) },
  });
}

function tensorsOf(
  { rows, values }: Rows,
  { outputs }: ServedModel,
): Record<string, NamedTensor> {
  return Object.fromEntries(outputs.map(({ name, datatype, shape }) => [
    name,
    { name, datatype, shape: [rows, ...shape], values: values[name] },
  ]));
}
