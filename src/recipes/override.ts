type Json = Record<string, unknown>;

/**
 * A copy of a recipe's JSON with some fields set: `{ "training.epochs": 3, "model.nodes.0": 500 }`; null
 * takes a field away, or an entry out of a list.
 *
 * The schema judges the result; this throws a TypeError only for a path that runs through a value
 * that has no fields, and for a position that a list does not have.
 */
export function override(recipe: Json, values: Readonly<Record<string, unknown>>): Json {
  const copy = structuredClone(recipe);
  for (const [path, value] of Object.entries(values)) {
    const fields = path.split(".");
    const last = fields.pop()!;
    let target = copy;
    for (const field of fields) {
      checkPosition(target, { field, path });
      // Only what the recipe itself holds: every object inherits fields that are not the recipe's.
      if (!Object.hasOwn(target, field)) target[field] = {};
      if (typeof target[field] !== "object" || target[field] === null) {
        throw new TypeError(`Cannot set ${path}: "${field}" is a value without fields`);
      }
      target = target[field] as Json;
    }
    checkPosition(target, { field: last, path });
    if (value !== null) target[last] = value;
    else if (Array.isArray(target)) target.splice(Number(last), 1);
    else delete target[last];
  }
  return copy;
}

function checkPosition(target: Json, { field, path }: { field: string; path: string }): void {
  if (!Array.isArray(target)) return;
  if (/^\d+$/.test(field) && Number(field) <= target.length) return;
  throw new TypeError(
    `Cannot set ${path}: "${field}" is no position in a list of ${target.length}, expected 0 to ${target.length}`,
  );
}

/** Parses `path=value` as the command line gives it: the value is JSON, or else a string. */
export function parseAssignment(text: string): [path: string, value: unknown] {
  const at = text.indexOf("=");
  if (at < 1) {
    throw new TypeError(`Cannot use --set ${text}: expected path=value, such as model.codeSize=16`);
  }
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value)];
  } catch {
    return [text.slice(0, at), value];
  }
}
