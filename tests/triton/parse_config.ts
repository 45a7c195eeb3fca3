import { type FieldSpec, type FieldType, messageFields } from "./model_config_fields.ts";

/** A value of protobuf's text format: a scalar, a message, a list of either, or a map. */
export type ConfigValue = string | number | readonly ConfigValue[] | ConfigMessage;

/** A message: its fields by name. A repeated field is a list, a map an object. */
export interface ConfigMessage {
  readonly [field: string]: ConfigValue;
}

/** A token: a string in its quotes, a number, a name, or a sign. */
const TOKEN = /\s+|#.*|("(?:[^"\\\n]|\\["\\nrtbf])*"|-?\d+|[A-Za-z_]\w*|[{}[\]:,])/y;

/** The ranges of whole numbers. */
const RANGES: Readonly<Record<string, readonly [bigint, bigint]>> = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int64: [-(2n ** 63n), 2n ** 63n - 1n],
  uint32: [0n, 2n ** 32n - 1n],
  uint64: [0n, 2n ** 64n - 1n],
};

/**
 * Reads a `config.pbtxt` by the published fields of a `ModelConfig`.
 *
 * Throws a SyntaxError for text that is none, for a field or an enumerator that there is not, for a value of
 * another type or out of its range, and for a second value of a field that is not repeated, or of a oneof.
 */
export function parseConfig(text: string): ConfigMessage {
  const tokens = tokensOf(text);
  const { message, next } = parseMessage(tokens, { at: 0, type: "ModelConfig" });
  if (next < tokens.length) throw new SyntaxError(`unexpected ${tokens[next]}`);
  return message;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex, found = TOKEN.exec(text);
    if (!found) throw new SyntaxError(`no token: ${text.slice(from, from + 20)}`);
    if (found[1] !== undefined) tokens.push(found[1]);
  }
  return tokens;
}

interface Place {
  readonly at: number;
  /** The name of the message that is read. */
  readonly type: string;
}

/** Reads fields up to the end of the message. */
function parseMessage(
  tokens: readonly string[],
  { at, type }: Place,
): { message: ConfigMessage; next: number } {
  const message: Record<string, ConfigValue> = {}, chosen = new Set<string>();
  let next = at;
  while (next < tokens.length && tokens[next] !== "}") {
    const name = tokens[next], field = messageFields[type][name];
    if (field === undefined) throw new SyntaxError(`${type} has no field ${name}`);
    const read = parseField(tokens, { at: next + 1, field, name });
    next = read.next;
    const before = message[name];
    if (field.repeated) message[name] = [...(before as ConfigValue[] ?? []), ...read.values];
    else if (before !== undefined) throw new SyntaxError(`${type}.${name} is there twice`);
    else [message[name]] = read.values;
    if (field.oneof !== undefined && chosen.has(field.oneof)) {
      throw new SyntaxError(`${type} has two of ${field.oneof}`);
    }
    if (field.oneof !== undefined) chosen.add(field.oneof);
  }
  for (const [name, field] of Object.entries(messageFields[type])) {
    if (field.map && name in message) message[name] = mapOf(message[name] as ConfigMessage[], name);
  }
  return { message, next };
}

function mapOf(entries: readonly ConfigMessage[], name: string): ConfigMessage {
  const map = Object.fromEntries(entries.map(({ key, value }) => [String(key), value]));
  if (Object.keys(map).length !== entries.length) {
    throw new SyntaxError(`${name} has a key twice`);
  }
  return map;
}

interface FieldPlace {
  readonly at: number;
  readonly field: FieldSpec;
  readonly name: string;
}

/** Reads what follows the name of a field: one value, or a list of those of a repeated one. */
function parseField(
  tokens: readonly string[],
  { at, field, name }: FieldPlace,
): { values: ConfigValue[]; next: number } {
  const hasColon = tokens[at] === ":";
  const isMessage = typeof field.type === "object" && "message" in field.type;
  if (!hasColon && !isMessage) throw new SyntaxError(`${name} has no colon`);
  let next = hasColon ? at + 1 : at;
  if (tokens[next] !== "[") {
    const { value, next: after } = parseValue(tokens, { at: next, type: field.type, name });
    return { values: [value], next: after };
  }
  if (!field.repeated) throw new SyntaxError(`${name} is not repeated`);
  const values: ConfigValue[] = [];
  do {
    const read = parseValue(tokens, { at: next + 1, type: field.type, name });
    values.push(read.value);
    next = read.next;
  } while (tokens[next] === ",");
  if (tokens[next] !== "]") throw new SyntaxError(`${name} has no end of its list`);
  return { values, next: next + 1 };
}

function parseValue(
  tokens: readonly string[],
  { at, type, name }: { at: number; type: FieldType; name: string },
): { value: ConfigValue; next: number } {
  const token = tokens[at] ?? "nothing", refuse = new SyntaxError(`${name} is ${token}`);
  if (typeof type === "object" && "message" in type) {
    if (token !== "{") throw refuse;
    const { message, next } = parseMessage(tokens, { at: at + 1, type: type.message });
    if (tokens[next] !== "}") throw new SyntaxError(`${name} has no end`);
    return { value: message, next: next + 1 };
  }
  if (typeof type === "object") {
    if (!type.enum.includes(token)) throw refuse;
    return { value: token, next: at + 1 };
  }
  if (type === "string") {
    if (!token.startsWith('"')) throw refuse;
    return { value: JSON.parse(token) as string, next: at + 1 };
  }
  const [least, most] = RANGES[type];
  if (!/^-?\d+$/.test(token) || BigInt(token) < least || BigInt(token) > most) throw refuse;
  return { value: Number(token), next: at + 1 };
}
