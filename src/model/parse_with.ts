import type { z } from "zod";

/**
 * A value checked against a schema. Throws a TypeError, one sentence, that names `what` was read and
 * the first field that does not fit.
 */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { path, message } = result.error.issues[0];
  const field = path.length === 0 ? "" : `${path.join(".")}: `;
  const sentence = message.charAt(0).toLowerCase() + message.slice(1);
  throw new TypeError(`Cannot use ${what}: ${field}${sentence}`);
}
