import { arrayOf, datatypeOf, type Tensor } from "./tensor.ts";

/** The choices of a connection. */
export interface ServerOptions {
  /** The token that requests bear. */
  readonly token?: string;
  /** In the place of the global one. */
  readonly fetch?: typeof fetch;
}

/** The choices of a request. */
export interface InferOptions {
  /** The outputs that are wanted: all unless given. */
  readonly outputs?: readonly string[];
  /** The request's own name, for the server's log. */
  readonly id?: string;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** An input or output of a model; −1 stands for a free axis. */
export interface TensorMetadata {
  /** Its name. */
  readonly name: string;
  /** The protocol's name of its numbers. */
  readonly datatype: string;
  /** The sizes of its axes. */
  readonly shape: readonly number[];
}

/** The inputs and outputs of a model. */
export interface ModelMetadata {
  /** Its name. */
  readonly name: string;
  /** Its versions, where the server keeps some. */
  readonly versions?: readonly string[];
  /** The format of its file. */
  readonly platform: string;
  /** Its inputs. */
  readonly inputs: readonly TensorMetadata[];
  /** Its outputs. */
  readonly outputs: readonly TensorMetadata[];
}

/** A server that can be asked. */
export interface InferenceServer {
  /** True where the server, or one of its models, can be asked; false where it does not answer, too. */
  ready(model?: string): Promise<boolean>;
  /** The inputs and outputs of a model. Throws an Error with the server's sentence. */
  metadata(model: string): Promise<ModelMetadata>;
  /** The outputs of a model for these inputs, by their names. Throws an Error with the server's sentence. */
  infer(
    model: string,
    inputs: Readonly<Record<string, Tensor>>,
    options?: InferOptions,
  ): Promise<Record<string, Tensor>>;
}

const LENGTH = "inference-header-content-length";

/** An output in the JSON of an answer. */
type Output = TensorMetadata & {
  readonly data?: readonly number[];
  readonly parameters?: { readonly binary_data_size?: number };
};

/**
 * Makes a client of the server at an address. Tensors travel as bytes, little-endian as this machine's own.
 *
 * @example
 * ```ts
 * import { connect } from "isthmus/client";
 *
 * const encode = async (image: Float32Array) => {
 *   const server = connect("http://127.0.0.1:8080");
 *   const { code } = await server.infer("strokes-deep-encoder", {
 *     input: { shape: [1, 28, 28, 1], data: image },
 *   });
 *   return code.data;
 * };
 * assertEquals(typeof encode, "function");
 * ```
 */
export function connect(
  address: string | URL,
  { token, fetch: ask = fetch }: ServerOptions = {},
): InferenceServer {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const request = async (path: string, init?: RequestInit) => {
    const response = await ask(`${String(address).replace(/\/$/, "")}/v2${path}`, {
      ...init,
      headers: { ...headers, ...init?.headers as Record<string, string> },
    });
    if (response.ok) return response;
    const text = await response.text();
    let sentence: unknown;
    try {
      sentence = JSON.parse(text).error;
    } catch {
      // Something between answered, in words of its own.
    }
    throw new Error(String(sentence ?? `Cannot ask ${path}: the answer is ${response.status}`));
  };
  const at = (model: string) => `/models/${encodeURIComponent(model)}`;
  return {
    async ready(model) {
      try {
        const { body } = await request(model ? `${at(model)}/ready` : "/health/ready");
        await body?.cancel();
        return true;
      } catch {
        return false;
      }
    },
    metadata: async (model) => await (await request(at(model))).json(),
    async infer(model, inputs, { outputs, id, signal } = {}) {
      const { body, length } = requestOf(inputs, { outputs, id });
      const response = await request(`${at(model)}/infer`, {
        ...{ method: "POST", body, headers: { [LENGTH]: `${length}` } },
        ...(signal && { signal }),
      });
      return outputsOf(await response.arrayBuffer(), response.headers.get(LENGTH));
    },
  };
}

/** The body of a request: JSON, and the bytes of the tensors behind it. */
function requestOf(
  inputs: Readonly<Record<string, Tensor>>,
  { outputs, id }: { outputs: readonly string[] | undefined; id: string | undefined },
): { body: Blob; length: number } {
  const parameters = { binary_data: true };
  const json = new TextEncoder().encode(JSON.stringify({
    id,
    inputs: Object.entries(inputs).map(([name, { shape, data }]) => ({
      ...{ name, shape, datatype: datatypeOf(data) },
      parameters: { binary_data_size: data.byteLength },
    })),
    ...(outputs
      ? { outputs: outputs.map((name) => ({ name, parameters })) }
      : { parameters: { binary_data_output: true } }),
  }));
  const parts = [json, ...Object.values(inputs).map(({ data }) => data)];
  return { body: new Blob(parts as BlobPart[]), length: json.length };
}

/** The outputs of an answer, from its JSON or from the bytes behind it. */
function outputsOf(body: ArrayBuffer, header: string | null): Record<string, Tensor> {
  let at = Number(header ?? body.byteLength);
  const { outputs } = JSON.parse(new TextDecoder().decode(body.slice(0, at)));
  return Object.fromEntries((outputs as Output[]).map((output) => {
    const { name, datatype, shape, data, parameters } = output, size = parameters?.binary_data_size;
    if (size !== undefined) {
      return [name, { shape, data: arrayOf(datatype, body.slice(at, at += size)) }];
    }
    const values = arrayOf(datatype, new ArrayBuffer(0)), { constructor } = values;
    const from = (constructor as unknown as { from(list: unknown): Tensor["data"] }).from;
    const isBig = values instanceof BigInt64Array || values instanceof BigUint64Array;
    const list = (data as readonly unknown[]).flat(Infinity) as number[];
    return [name, { shape, data: from.call(constructor, isBig ? list.map(BigInt) : list) }];
  }));
}
