import { join } from "@std/path";
import * as ort from "onnxruntime-node";
import type { NdArray } from "../../src/core/nd_array.ts";
import { type ConfigMessage, parseConfig } from "./parse_config.ts";

/** Arrays by the names of tensors. */
export type Tensors = Readonly<Record<string, NdArray>>;

/** The configuration of a model of a repository. */
export function readConfig(repository: string, model: string): ConfigMessage {
  return parseConfig(Deno.readTextFileSync(join(repository, model, "config.pbtxt")));
}

/** Names, types and shapes of the inputs or the outputs of a configuration, in the order of their names. */
export function tensorsOf(config: ConfigMessage, field: "input" | "output"): ConfigMessage[] {
  return (config[field] as ConfigMessage[]).toSorted((a, b) => a.name < b.name ? -1 : 1);
}

/**
 * Runs a model of a repository as a server would by the configuration alone: an ONNX file on ONNX Runtime,
 * an ensemble step by step, in whatever order its tensors come about.
 *
 * Throws an Error where the configuration does not say all that running takes.
 */
export async function runModel(
  repository: string,
  { model, inputs }: { model: string; inputs: Tensors },
): Promise<Tensors> {
  const config = readConfig(repository, model);
  if (config.platform === "ensemble") return await runEnsemble(repository, { config, inputs });
  const bytes = await Deno.readFile(join(repository, model, "1/model.onnx"));
  const session = await ort.InferenceSession.create(bytes);
  const names = tensorsOf(config, "input").map(({ name }) => String(name));
  const feeds = Object.fromEntries(names.map((name) => {
    const { shape, values } = inputs[name];
    return [name, new ort.Tensor("float32", values, [...shape])];
  }));
  const outputs = await session.run(feeds);
  const found = tensorsOf(config, "output").map(({ name }) => {
    const { dims, data } = outputs[String(name)];
    return [String(name), { shape: dims, values: data as NdArray["values"] }] as const;
  });
  await session.release();
  return Object.fromEntries(found);
}

async function runEnsemble(
  repository: string,
  { config, inputs }: { config: ConfigMessage; inputs: Tensors },
): Promise<Tensors> {
  const tensors: Record<string, NdArray> = { ...inputs };
  const waiting = [...(config.ensemble_scheduling as ConfigMessage).step as ConfigMessage[]];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ input_map }) =>
      Object.values(input_map as ConfigMessage).every((name) => String(name) in tensors)
    );
    if (ready < 0) throw new Error("no step of the ensemble has all its inputs");
    const [step] = waiting.splice(ready, 1);
    const made = await runModel(repository, {
      model: String(step.model_name),
      inputs: Object.fromEntries(
        Object.entries(step.input_map as ConfigMessage).map((
          [name, tensor],
        ) => [name, tensors[String(tensor)]]),
      ),
    });
    for (const [name, tensor] of Object.entries(step.output_map as ConfigMessage)) {
      tensors[String(tensor)] = made[name];
    }
  }
  return Object.fromEntries(
    tensorsOf(config, "output").map(({ name }) => [String(name), tensors[String(name)]]),
  );
}
