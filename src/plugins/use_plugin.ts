import { corruptionAdditions } from "../corruptions/mod.ts";
import { layerAdditions } from "../layers/mod.ts";
import { likelihoodAdditions } from "../losses/mod.ts";
import { penaltyAdditions } from "../penalties/mod.ts";
import type { AddedParts } from "../schemas/create_registry.ts";
import { noteUse, usedPlugins } from "../schemas/plugin_records.ts";
import { variantAdditions } from "../variants/mod.ts";
import { checkPlugin, type PartKind, partsOf } from "./check_plugin.ts";
import type { Plugin } from "./plugin.ts";

/** The registries of the parts that models are made of. */
const registries: Readonly<Record<PartKind, AddedParts>> = {
  layers: layerAdditions,
  penalties: penaltyAdditions,
  corruptions: corruptionAdditions,
  likelihoods: likelihoodAdditions,
  variants: variantAdditions,
};

/**
 * Takes up the layers, penalties, corruptions, likelihoods and variants of a plug-in: from then on, and
 * until the process ends, they are named in models and recipes as the built-in ones are. Its measures and
 * sections of reports are taken up by `--plugin` of the command line and by `loadPlugins` of `isthmus/runs`.
 *
 * Throws a TypeError, one sentence, for what is no plug-in, and a RangeError for a name that is taken;
 * nothing is taken up then.
 *
 * @example
 * ```ts
 * import { definePlugin, defineVariant, describeAutoencoder, usePlugin, withPluginParts } from "isthmus";
 * import { z } from "zod";
 *
 * const slim = defineVariant({
 *   schema: z.strictObject({ variant: z.literal("slim"), codeSize: z.int().positive().default(2) }),
 *   summary: "a code of two values",
 *   fill: ({ codeSize }) => ({ codeSize, loss: "mean-squared-error" }),
 * });
 * usePlugin(definePlugin({ name: "slim", version: "1.0.0", variants: [slim] }));
 * const { encoder } = describeAutoencoder(withPluginParts({ variant: "slim" }), [9]);
 * assertEquals(encoder[0], { type: "dense", units: 2 });
 * ```
 */
export function usePlugin(plugin: Plugin, { sha256 }: { readonly sha256?: string } = {}): void {
  checkPlugin(plugin, `the plug-in "${plugin.name}"`);
  if (usedPlugins().some(({ name }) => name === plugin.name)) {
    throw new RangeError(
      `Cannot use the plug-in "${plugin.name}": one of this name is in use, give it another`,
    );
  }
  const parts = partsOf(plugin);
  for (const { kind, name } of parts) {
    if (!registries[kind].has(name)) continue;
    throw new RangeError(
      `Cannot use the plug-in "${plugin.name}": there is a ${
        singular[kind]
      } "${name}" already, give its own another name`,
    );
  }
  for (const { kind, name, part } of parts) registries[kind].add(name, part);
  noteUse({
    name: plugin.name,
    version: plugin.version,
    ...(sha256 !== undefined && { sha256 }),
    parts: new Set(parts.map(({ name }) => name)),
  });
}

const singular: Readonly<Record<PartKind, string>> = {
  layers: "layer",
  penalties: "penalty",
  corruptions: "corruption",
  likelihoods: "likelihood",
  variants: "variant",
};
