import {
  preferredBatches,
  QUEUE_DELAY,
  type TritonConfig,
  type TritonStep,
  type TritonTensor,
} from "./model_config.ts";

/** A field of a message: its name, and its value or message; a name that repeats is a repeated field. */
type Field = readonly [name: string, value: string | readonly Field[]];

/**
 * A configuration as the text of `config.pbtxt`, a `ModelConfig` of Triton. An ensemble has no batcher and
 * no instances: those of its steps count.
 */
export function configText(config: TritonConfig): string {
  const { name, maxBatch, inputs, outputs } = config;
  return textOf([
    ["name", quoted(name)],
    ["platform", quoted(config.kind === "onnx" ? "onnxruntime_onnx" : "ensemble")],
    ["max_batch_size", String(maxBatch)],
    ...inputs.map((tensor): Field => ["input", tensorFields(tensor)]),
    ...outputs.map((tensor): Field => ["output", tensorFields(tensor)]),
    ...(config.kind === "onnx" ? schedule(maxBatch) : [ensemble(config.steps)]),
  ]);
}

function tensorFields({ name, type, dims, labels }: TritonTensor): Field[] {
  return [
    ["name", quoted(name)],
    ["data_type", type],
    ["dims", `[ ${dims.join(", ")} ]`],
    ...(labels === undefined ? [] : [["label_filename", quoted(labels)] as const]),
  ];
}

function schedule(maxBatch: number): Field[] {
  return [
    ["dynamic_batching", [
      ["preferred_batch_size", `[ ${preferredBatches(maxBatch).join(", ")} ]`],
      ["max_queue_delay_microseconds", String(QUEUE_DELAY)],
    ]],
    ["instance_group", [["count", "1"], ["kind", "KIND_AUTO"]]],
  ];
}

function ensemble(steps: readonly TritonStep[]): Field {
  return [
    "ensemble_scheduling",
    steps.map(({ model, inputs, outputs }): Field => ["step", [
      ["model_name", quoted(model)],
      ["model_version", "-1"],
      ...mapFields("input_map", inputs),
      ...mapFields("output_map", outputs),
    ]]),
  ];
}

function mapFields(field: string, map: Readonly<Record<string, string>>): Field[] {
  return Object.entries(map).map(([key, value]) => [field, [
    ["key", quoted(key)],
    ["value", quoted(value)],
  ]]);
}

function textOf(fields: readonly Field[], indent = ""): string {
  return fields.map(([name, value]) =>
    typeof value === "string"
      ? `${indent}${name}: ${value}\n`
      : `${indent}${name} {\n${textOf(value, `${indent}  `)}${indent}}\n`
  ).join("");
}

/** A string of protobuf's text format, of which JSON's escapes of quotes and backslashes are a part. */
function quoted(text: string): string {
  return JSON.stringify(text);
}
