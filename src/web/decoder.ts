import type { NdArray } from "../core/nd_array.ts";
import type { DecoderEvents } from "./decoder_events.ts";
import type { DecoderRequest } from "./decoder_request.ts";
import { ENGINE_LABELS, type EngineName } from "./model/engine.ts";
import { createFrame, type DecoderMode } from "./controls/frame.ts";
import type { GeneratePanel } from "./generate/generate_panel.ts";
import { type LoadedModel, loadModel } from "./model/load_model.ts";
import type { Session } from "./model/session.ts";
import { createNotices } from "./notices.ts";
import { createStage } from "./stage.ts";
import { createStanding, type Standing } from "./standing.ts";

/** The ways from a decoder to its element. */
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

/** The view of a model, and the model that stands behind it. */
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

const NO_ADDRESS = `Cannot show a model: the element has no "src" that is a run's address`;

/** Makes a decoder without a model. */
export function createDecoder({ kernels, tell, choose }: DecoderOptions): Decoder {
  let turn = 0, request: DecoderRequest | undefined, standing: Standing | undefined;
  let mode: DecoderMode = "generate";
  const frame = createFrame({
    onMode: (name) => choose("mode", name),
    onEngine: (name) => choose("engine", name),
    onRetry: () => request && open(request),
  });
  const stage = createStage(frame);
  const notices = createNotices(frame, (message) => tell("error", { message }));

  async function open(wanted: DecoderRequest): Promise<void> {
    const mine = ++turn, { address } = wanted;
    request = wanted;
    frame.busy(true);
    try {
      if (!address) throw new TypeError(NO_ADDRESS);
      const loaded = await loadModel({ ...wanted, address, kernels });
      if (mine !== turn) return await loaded.model.dispose();
      stand(loaded, { ...wanted, address });
    } catch (error) {
      if (mine === turn) refuse(wanted, error);
    } finally {
      if (mine === turn) frame.busy(false);
    }
  }

  function stand(loaded: LoadedModel, wanted: DecoderRequest & { address: URL }): void {
    const before = standing, stays = before?.address === wanted.address.href;
    standing = stays
      ? before
      : createStanding(loaded, wanted, { notices, stage, tell, status: frame.status });
    frame.showEngines(wanted.engines, loaded.engine.name);
    notices.note(loaded.why);
    if (stays) standing.changeEngine(loaded, wanted);
    else standing.session.show(standing.session.code);
    stage.show(standing.panels, mode);
    if (!stays) before?.dispose();
    tell("load", { engine: loaded.engine.name });
  }

  function refuse({ address, engines }: DecoderRequest, error: unknown): void {
    if (standing && standing.address === address?.href) {
      frame.showEngines(engines, standing.engine);
      const goesOn = `${ENGINE_LABELS[standing.engine]} goes on with what is loaded`;
      return notices.refuse(`${error instanceof Error ? error.message : error}; ${goesOn}`);
    }
    standing?.dispose();
    standing = undefined;
    stage.clear();
    notices.refuse(error);
  }

  return {
    root: frame.root,
    get session() {
      return standing?.session;
    },
    get image() {
      return standing?.image;
    },
    get engine() {
      return standing?.engine;
    },
    open,
    setMode(next) {
      mode = next;
      if (standing) stage.show(standing.panels, mode);
    },
    sample: () => panelToDraw(standing, "draw a code").sample(),
    interpolate: () => panelToDraw(standing, "interpolate").interpolate(),
    dispose() {
      turn++;
      standing?.dispose();
      standing = undefined;
    },
  };
}

/** The panel that moves to drawn codes; throws a TypeError where there is nothing to draw from. */
function panelToDraw(standing: Standing | undefined, what: string): GeneratePanel {
  const panel = standing?.panels.generate;
  if (panel && standing?.session.canDraw) return panel;
  throw new TypeError(
    `Cannot ${what}: ${standing ? "there is nothing to draw codes from" : "no model is loaded"}`,
  );
}
