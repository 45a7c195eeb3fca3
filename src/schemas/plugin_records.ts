/** A plug-in that was used in this process, as a run records it. */
export interface PluginRecord {
  readonly name: string;
  readonly version: string;
  /** SHA-256 of its file, in hexadecimal; absent of one that a program made itself. */
  readonly sha256?: string | undefined;
  /** True where the model is described by parts of it, so that the run cannot be opened without. */
  readonly needed: boolean;
}

/** A plug-in that is in use, with the names of the parts that models are described by. */
export interface UsedPlugin extends Omit<PluginRecord, "needed"> {
  /** The names of its layers, penalties, corruptions, likelihoods and variants. */
  readonly parts: ReadonlySet<string>;
}

/** The registries of parts are of the process, and so is this list of what was added to them. */
const used: UsedPlugin[] = [];

/** Every plug-in that is in use, in the order of their use. */
export function usedPlugins(): readonly UsedPlugin[] {
  return used;
}

/** Notes that the parts of a plug-in are in the registries from here on. */
export function noteUse(plugin: UsedPlugin): void {
  used.push(plugin);
}

/**
 * Every plug-in that is in use, as a run records it: `needed` where it has parts which a description of
 * the run, as plain data, names by `type` or `variant`.
 */
export function recordPlugins(description: unknown): PluginRecord[] {
  const names = new Set<unknown>();
  gatherNames(description, names);
  return used.map(({ name, version, sha256, parts }) => ({
    name,
    version,
    ...(sha256 !== undefined && { sha256 }),
    needed: [...parts].some((part) => names.has(part)),
  }));
}

function gatherNames(value: unknown, names: Set<unknown>): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "type" || key === "variant") names.add(inner);
    else gatherNames(inner, names);
  }
}

/**
 * Throws an Error, one sentence, that names the first plug-in of those recorded which is needed and not in
 * use, or not in that version; `what` needs it.
 */
export function checkPlugins(recorded: readonly PluginRecord[], what: string): void {
  for (const { name, version, needed } of recorded) {
    if (!needed) continue;
    const found = used.find((plugin) => plugin.name === name);
    if (!found) {
      throw new Error(
        `Cannot use ${what}: it needs the plug-in "${name}" ${version}, add --plugin FILE with its file`,
      );
    }
    if (found.version !== version) {
      throw new Error(
        `Cannot use ${what}: it was made with version ${version} of the plug-in "${name}" and ` +
          `--plugin has version ${found.version}, give the file of version ${version}`,
      );
    }
  }
}
