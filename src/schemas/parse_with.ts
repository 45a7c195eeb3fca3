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
  const { path, message } = explain(result.error.issues[0]);
  const field = path.length === 0 ? "" : `${path.join(".")}: `;
  throw new TypeError(`Cannot use ${what}: ${field}${message}`);
}

/** The message of alternatives whose schema has none of its own. */
const UNNAMED = "Invalid input";

/**
 * The issue that does not fit, and its place; of alternatives the one that got furthest, or else
 * what their schema says of them all, or else all of them.
 */
function explain(issue: z.core.$ZodIssue): Pick<z.core.$ZodIssue, "path" | "message"> {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) {
    const [first, ...rest] = issue.message.replace(". Expected", ", expected");
    return { path: issue.path, message: first.toLowerCase() + rest.join("") };
  }
  const alternatives = issue.errors.map(([first]) => explain(first));
  const furthest = alternatives.reduce((a, b) => b.path.length > a.path.length ? b : a);
  if (furthest.path.length > 0) {
    return { path: [...issue.path, ...furthest.path], message: furthest.message };
  }
  const all = [...new Set(alternatives.map(({ message }) => message))].join(", or ");
  return { path: issue.path, message: issue.message === UNNAMED ? all : issue.message };
}
