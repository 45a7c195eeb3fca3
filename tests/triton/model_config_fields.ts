/** The kind of a field of a message: a scalar, an enum, or a message by its name. */
export type FieldType =
  | "string"
  | "int32"
  | "int64"
  | "uint32"
  | "uint64"
  | { readonly enum: readonly string[] }
  | { readonly message: string };

/** A field: its type, and whether it may occur more than once; a map is a repeated message of key and value. */
export interface FieldSpec {
  readonly type: FieldType;
  readonly repeated?: true;
  readonly map?: true;
  /** Fields of one `oneof`, of which a message has one at most. */
  readonly oneof?: string;
}

const DATA_TYPES =
  "INVALID BOOL UINT8 UINT16 UINT32 UINT64 INT8 INT16 INT32 INT64 FP16 FP32 FP64 " +
  "STRING BF16";

const dataType: FieldSpec = { type: { enum: DATA_TYPES.split(" ").map((name) => `TYPE_${name}`) } };
const map: FieldSpec = { type: { message: "MapEntry" }, repeated: true, map: true };

/**
 * The fields of Triton's model_config.proto (its repository `common`, 2024) that configurations of the
 * toolkit rely on, with their types: a name that is not here is refused.
 */
export const messageFields: Readonly<Record<string, Readonly<Record<string, FieldSpec>>>> = {
  ModelConfig: {
    name: { type: "string" },
    platform: { type: "string" },
    max_batch_size: { type: "int32" },
    input: { type: { message: "ModelInput" }, repeated: true },
    output: { type: { message: "ModelOutput" }, repeated: true },
    instance_group: { type: { message: "ModelInstanceGroup" }, repeated: true },
    dynamic_batching: { type: { message: "ModelDynamicBatching" }, oneof: "scheduling_choice" },
    ensemble_scheduling: { type: { message: "ModelEnsembling" }, oneof: "scheduling_choice" },
  },
  ModelInput: {
    name: { type: "string" },
    data_type: dataType,
    dims: { type: "int64", repeated: true },
  },
  ModelOutput: {
    name: { type: "string" },
    data_type: dataType,
    dims: { type: "int64", repeated: true },
    label_filename: { type: "string" },
  },
  ModelInstanceGroup: {
    kind: { type: { enum: ["KIND_AUTO", "KIND_GPU", "KIND_CPU", "KIND_MODEL"] } },
    count: { type: "int32" },
  },
  ModelDynamicBatching: {
    preferred_batch_size: { type: "int32", repeated: true },
    max_queue_delay_microseconds: { type: "uint64" },
  },
  ModelEnsembling: { step: { type: { message: "Step" }, repeated: true } },
  Step: {
    model_name: { type: "string" },
    model_version: { type: "int64" },
    input_map: map,
    output_map: map,
  },
  MapEntry: { key: { type: "string" }, value: { type: "string" } },
};
