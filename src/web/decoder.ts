/// <reference lib="dom" />
import type { NdArray } from "../core/nd_array.ts";
import { createRng } from "../core/rng.ts";
import { ENGINE_LABELS, type EngineName } from "./engine.ts";
import { createFrame, type DecoderMode } from "./frame.ts";
import { canMoveCode, createGeneratePanel, type GeneratePanel } from "./generate/generate_panel.ts";
import { type LoadedModel, loadModel } from "./load_model.ts";
import { createReconstructMode, type ReconstructMode } from "./reconstruct/reconstruct_mode.ts";
import { type DecodedImage, openSession, type Session } from "./session.ts";

/** What a decoder is to open, as the attributes of its element say. */
export interface DecoderRequest {
  /** The address of a run folder; undefined where the element names none. */
  readonly address: URL | undefined;
  readonly engine: EngineName;
  /** The engines that a visitor may choose from. */
  readonly engines: readonly EngineName[];
  /** Where the files of onnxruntime-web lie. */
  readonly runtime: URL;
  /** What random codes follow from. */
  readonly seed: number;
  /** The share of pixels that the reconstruct mode drops at first. */
  readonly drop: number;
}

/** What happens within, for the element to tell its page. */
export interface DecoderEvents {
  /** A model stands ready. */
  load: { readonly engine: EngineName };
  /** A visitor moved to a code, of this class. */
  code: { readonly code: Float32Array<ArrayBuffer>; readonly label?: number };
  /** An image was drawn. */
  image: DecodedImage;
  /** A model could not be loaded or run. */
  error: { readonly message: string };
}

/** How a decoder reaches its element. */
export interface DecoderOptions {
  /** The bytes of the compiled kernels of the lite engine. */
  readonly kernels: Uint8Array<ArrayBuffer>;
  /** Tells the page. */
  readonly tell: <Type extends keyof DecoderEvents>(
    type: Type,
    detail: DecoderEvents[Type],
  ) => void;
  /** A visitor chose a mode or an engine. */
  readonly choose: (what: "mode" | "engine", name: string) => void;
}

/** What one sees of a model, and the model that stands behind it. */
export interface Decoder {
  readonly root: HTMLElement;
  /** The model that stands; absent before one was loaded. */
  readonly session: Session | undefined;
  readonly image: NdArray | undefined;
  /** The engine that runs. */
  readonly engine: EngineName | undefined;
  /** Opens a model; where only the engine changes and cannot, what stood before stays. */
  open(request: DecoderRequest): Promise<void>;
  setMode(mode: DecoderMode): void;
  /** Moves to a random code; throws a TypeError where there is nothing to draw from. */
  sample(): void;
  /** Walks to a random code; throws as `sample` does. */
  interpolate(): void;
  /** Releases the model; nothing is shown after it. */
  dispose(): void;
}

/** A model that stands, and its panels. */
interface Standing {
  readonly address: string;
  readonly engine: EngineName;
  readonly session: Session;
  readonly panels: { readonly generate?: GeneratePanel; readonly reconstruct?: ReconstructMode };
}

/** Makes a decoder without a model. */
export function createDecoder({ kernels, tell, choose }: DecoderOptions): Decoder {
  let turn = 0, request: DecoderRequest | undefined, standing: Standing | undefined;
  let mode: DecoderMode = "generate", image: NdArray | undefined;
  /** Of the model that stands, from before its panels are made of it. */
  let current: Session | undefined;
  /** True where what is said went wrong with one code or input. */
  let isPassing = false;
  const frame = createFrame({
    onMode: (name) => choose("mode", name),
    onEngine: (name) => choose("engine", name),
    onRetry: () => request && open(request),
  });

  async function open(wanted: DecoderRequest): Promise<void> {
    const mine = ++turn;
    request = wanted;
    frame.busy(true);
    try {
      if (!wanted.address) {
        throw new TypeError(`Cannot show a model: the element has no "src", a run's address`);
      }
      const loaded = await loadModel({ ...wanted, address: wanted.address, kernels });
      if (mine !== turn) return await loaded.model.dispose();
      stand(wanted, loaded);
    } catch (error) {
      if (mine === turn) refuse(wanted, error);
    } finally {
      if (mine === turn) frame.busy(false);
    }
  }

  function stand(
    { address, engines, seed, drop }: DecoderRequest,
    { engine, model, why }: LoadedModel,
  ) {
    const before = standing, stays = before?.address === address!.href;
    const session = openSession(model, {
      rng: createRng(seed),
      onImage: (decoded) => {
        if (current !== session) return;
        image = decoded.image;
        if (isPassing) {
          frame.say();
          isPassing = false;
        }
        standing?.panels.generate?.show(decoded);
        frame.status(`${ENGINE_LABELS[engine.name]}: ${decoded.milliseconds.toFixed(1)} ms`);
        tell("image", decoded);
      },
      onError: (error) => current === session && sayPassing(error),
    });
    current = session;
    standing = {
      address: address!.href,
      engine: engine.name,
      session,
      // The same model on another engine: what a visitor drew stays.
      panels: stays ? before.panels : createPanels(session, drop),
    };
    frame.showEngines(engines, engine.name);
    frame.say(why);
    isPassing = false;
    if (stays) session.show(before.session.code, before.session.label);
    else session.show(session.code);
    place();
    before?.session.model.dispose();
    tell("load", { engine: engine.name });
  }

  function createPanels({ model }: Session, drop: number): Standing["panels"] {
    const { decoder, hasEncoder } = model,
      canReconstruct = hasEncoder && decoder.inputShape.length > 1;
    const shared = {
      session: () => current!,
      onCode: () => {
        const { code, label } = current!;
        tell("code", { code: code.slice(), ...(label !== undefined && { label }) });
      },
      onError: sayPassing,
    };
    // A decoder that needs more of the encoder does not decode a code alone.
    const canGenerate = decoder.needs.length === 0 && (canMoveCode(model) || !canReconstruct);
    return {
      ...(canGenerate && { generate: createGeneratePanel(shared) }),
      ...(canReconstruct && { reconstruct: createReconstructMode({ ...shared, drop }) }),
    };
  }

  function place(): void {
    if (!standing) return;
    const { panels } = standing;
    const modes = (["generate", "reconstruct"] as const).filter((name) => panels[name]);
    const shown = modes.includes(mode) ? mode : modes[0];
    frame.showModes(modes, shown);
    frame.place(panels[shown]?.root);
    if (shown === "reconstruct") panels.reconstruct!.start();
  }

  function refuse({ address, engines }: DecoderRequest, error: unknown): void {
    if (standing && standing.address === address?.href) {
      frame.showEngines(engines, standing.engine);
    } else {
      standing?.session.model.dispose();
      standing = current = image = undefined;
      frame.place();
      frame.showModes([], mode);
      frame.status("");
    }
    say(error);
  }

  /** Says what went wrong with one code or input: the next one may do. */
  function sayPassing(error: unknown): void {
    say(error);
    isPassing = true;
  }

  function say(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    frame.say(message, { wrong: true });
    isPassing = false;
    tell("error", { message });
  }

  function generate(what: string): GeneratePanel {
    const panel = standing?.panels.generate;
    if (!panel || !standing?.session.canDraw) {
      throw new TypeError(
        `Cannot ${what}: ${
          standing ? "there is nothing to draw codes from" : "no model is loaded"
        }`,
      );
    }
    return panel;
  }

  return {
    root: frame.root,
    get session() {
      return standing?.session;
    },
    get image() {
      return image;
    },
    get engine() {
      return standing?.engine;
    },
    open,
    setMode(next) {
      mode = next;
      place();
    },
    sample: () => generate("draw a code").sample(),
    interpolate: () => generate("interpolate").interpolate(),
    dispose() {
      turn++;
      standing?.panels.generate?.dispose();
      standing?.session.model.dispose();
      standing = current = undefined;
    },
  };
}
