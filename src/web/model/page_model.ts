import { MODEL_FILES, PAGE_INDEX } from "../../core/exported_model.ts";
import { invertScaling } from "../../core/preprocessor/scaling.ts";
import { type CodeSpace, decodeCodeSpace } from "../../generation/mod.ts";
import { loadDecoder, type LoadedAutoencoder, type LoadedDecoder } from "../../inference/mod.ts";
import { checkPageModel } from "./check_page_model.ts";
import type { Engine } from "./engine.ts";
import { type ExampleForm, exampleForm } from "./example_form.ts";
import { type ModelFolder, openModelFolder } from "./model_folder.ts";

/** A model as a page runs it: its decoder at once, its encoder when it is asked for. */
export interface PageModel {
  readonly decoder: LoadedDecoder;
  /** The form in which its examples are shown. */
  readonly form: ExampleForm;
  /** The places of the codes of training examples; absent where the folder does not say. */
  readonly space?: CodeSpace;
  /** True where the folder has the other half; undefined where it does not say. */
  readonly hasEncoder: boolean | undefined;
  /** The address of the list of the files of an index; absent where the folder does not say. */
  readonly index?: URL;
  /** Both halves, loaded at the first call. */
  autoencoder(): Promise<LoadedAutoencoder>;
  /** Releases the memory that the engine holds. */
  dispose(): Promise<void>;
}

/**
 * Loads the decoder of a model, and what is known of its codes, from the folder at an address.
 *
 * The folder's manifest.json says which files there are, so that none is asked for in vain; without
 * it all but the code space are taken to be there. Throws an Error of one sentence for files that
 * cannot be read or run.
 */
export async function openPageModel(
  { runtime, session }: Engine,
  address: URL,
): Promise<PageModel> {
  const folder = await openModelFolder(address);
  const hasSpace = folder.lists(MODEL_FILES.codeSpace) ?? false;
  if (hasSpace) folder.fetchEarly(MODEL_FILES.codeSpace);
  const { preprocessor } = MODEL_FILES, described = folder.fetch(preprocessor);
  const decoder = await loadDecoder(
    runtime,
    (path) => path === preprocessor ? described : folder.fetch(path),
    { session, units: "data" },
  );
  const hasEncoder = folder.lists(MODEL_FILES.encoder);
  let form: ExampleForm, space: CodeSpace | undefined;
  try {
    checkPageModel(decoder);
    const { href } = new URL(preprocessor, address);
    form = exampleForm(new TextDecoder().decode(await described), decoder.preprocessor, href);
    if (decoder.needs.length > 0 && hasEncoder === false) {
      throw new Error(
        `Cannot show this model: its decoder reads "${decoder.needs[0]}" of the encoder, which ` +
          `${address} does not have`,
      );
    }
    space = hasSpace ? await readCodeSpace(address, folder, decoder) : undefined;
  } catch (error) {
    await decoder.dispose();
    throw error;
  }
  let both: Promise<LoadedAutoencoder> | undefined;
  const autoencoder = () =>
    both ??= decoder.withEncoder().catch((error) => {
      // What could not be fetched may be there at the next call.
      both = undefined;
      throw error;
    });
  // Nothing can be shown without it, so it comes while panels are made; the next call tells of errors.
  if (decoder.needs.length > 0) autoencoder().catch(() => {});
  return {
    decoder,
    form,
    ...(space && { space }),
    hasEncoder,
    ...(folder.lists(PAGE_INDEX) && { index: new URL(PAGE_INDEX, address) }),
    autoencoder,
    dispose: () => decoder.dispose(),
  };
}

async function readCodeSpace(
  address: URL,
  folder: ModelFolder,
  decoder: LoadedDecoder,
): Promise<CodeSpace> {
  const { href } = new URL(MODEL_FILES.codeSpace, address);
  let bytes: Uint8Array;
  try {
    bytes = await folder.fetch(MODEL_FILES.codeSpace);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot load an autoencoder: ${href} could not be read: ${why}`, { cause });
  }
  const space = decodeCodeSpace(bytes, href, decoder), { examples } = space;
  const { scaling } = decoder.preprocessor;
  if (!scaling || !examples) return space;
  // They are kept on the model's scale.
  const { shape, values } = examples.inputs;
  return {
    ...space,
    examples: { ...examples, inputs: { shape, values: invertScaling(values, scaling) } },
  };
}
