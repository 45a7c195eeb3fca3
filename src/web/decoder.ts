/// <reference lib="dom" />
import type { NdArray } from "../core/nd_array.ts";
import { createRng } from "../core/rng.ts";
import type { DecoderEvents } from "./decoder_events.ts";
import type { DecoderRequest } from "./decoder_request.ts";
import { ENGINE_LABELS, type EngineName } from "./model/engine.ts";
import { createFrame, type DecoderMode, MODES } from "./controls/frame.ts";
import type { GeneratePanel } from "./generate/generate_panel.ts";
import { type LoadedModel, loadModel } from "./model/load_model.ts";
import { createPanels, type Panels } from "./panels.ts";
import { openSession, type Session } from "./model/session.ts";

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
  readonly panels: Panels;
}

/** Makes a decoder without a model. */
export function createDecoder({ kernels, tell, choose }: DecoderOptions): Decoder {
  let turn = 0, request: DecoderRequest | undefined, standing: Standing | undefined;
  let mode: DecoderMode = "generate", shown: DecoderMode | undefined, image: NdArray | undefined;
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
        throw new TypeError(
          `Cannot show a model: the element has no "src" that is a run's address`,
        );
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
        if (decoded.label !== undefined) standing?.panels.classChoice?.show(decoded.label);
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
      panels: stays ? before.panels : createPanels({
        session: () => current!,
        onCode,
        onLabel,
        onError: sayPassing,
        drop,
      }),
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

  function onCode(): void {
    const { code, label } = current!;
    tell("code", { code: code.slice(), ...(label !== undefined && { label }) });
  }

  function onLabel(label: number): void {
    current!.show(current!.code, label);
    if (shown === "reconstruct") standing!.panels.reconstruct!().start();
    else onCode();
  }

  function place(): void {
    if (!standing) return;
    const { panels } = standing;
    const modes = MODES.filter((name) => panels[name]);
    shown = modes.includes(mode) ? mode : modes[0];
    frame.showModes(modes, shown);
    const panel = shown === "reconstruct" ? panels.reconstruct!() : panels.generate;
    frame.place(panel?.root, panels.classChoice?.root);
    if (panel && "start" in panel) panel.start();
  }

  function refuse({ address, engines }: DecoderRequest, error: unknown): void {
    if (standing && standing.address === address?.href) {
      frame.showEngines(engines, standing.engine);
      const { message } = error instanceof Error ? error : new Error(String(error));
      return say(`${message}; ${ENGINE_LABELS[standing.engine]} goes on with what is loaded`);
    }
    standing?.session.model.dispose();
    standing = current = image = undefined;
    frame.place();
    frame.showModes([], mode);
    frame.status("");
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
