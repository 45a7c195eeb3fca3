import type { NdArray } from "../core/nd_array.ts";
import { createRng } from "../core/rng.ts";
import type { DecoderEvents } from "./decoder_events.ts";
import type { DecoderRequest } from "./decoder_request.ts";
import { ENGINE_LABELS, type EngineName } from "./model/engine.ts";
import type { LoadedModel } from "./model/load_model.ts";
import { type DecodedImage, openSession, type Session } from "./model/session.ts";
import type { Notices } from "./notices.ts";
import { createPanels, type Panels } from "./panels.ts";
import type { Stage } from "./stage.ts";

/** A model that stands in an element: its session, and its panels. */
export interface Standing {
  /** The address that the model came from. */
  readonly address: string;
  readonly engine: EngineName;
  readonly session: Session;
  readonly panels: Panels;
  /** The last image; absent before the first. */
  readonly image: NdArray | undefined;
  /** Goes on with the same model on another engine: what a visitor drew, and the code, stay. */
  changeEngine(loaded: LoadedModel, request: DecoderRequest): void;
  /** Stops what runs, and releases the model. */
  dispose(): void;
}

/** The surroundings of a standing model. */
export interface StandingOptions {
  readonly notices: Notices;
  /** Says what was last done, quietly. */
  readonly status: (text: string) => void;
  /** Tells the page. */
  readonly tell: <Type extends keyof DecoderEvents>(
    type: Type,
    detail: DecoderEvents[Type],
  ) => void;
  /** The place where its panels are shown. */
  readonly stage: Stage;
}

/** Opens a session on a loaded model, and makes its panels; nothing is decoded before `show`. */
export function createStanding(
  loaded: LoadedModel,
  request: DecoderRequest & { address: URL },
  { notices, status, stage, tell }: StandingOptions,
): Standing {
  let engine = loaded.engine.name, session = open(loaded, request), image: NdArray | undefined;
  let isDisposed = false;
  const panels = createPanels({
    session: () => session,
    onCode,
    onLabel(label) {
      session.show(session.code, label);
      if (stage.mode === "reconstruct") panels.reconstruct!().start();
      else onCode();
    },
    onError: notices.refuseOnce,
    onFound: notices.forgive,
    drop: request.drop,
    search: request.search,
  });

  function open({ engine, model }: LoadedModel, { seed }: DecoderRequest): Session {
    const opened = openSession(model, {
      rng: createRng(seed),
      // What a decoder gives late, or fails with, is of a session that nobody sees any more.
      onImage: (decoded) => isShown(opened) && show(decoded, engine.name),
      onError: (error) => isShown(opened) && notices.refuseOnce(error),
    });
    return opened;
  }

  function onCode(): void {
    const { code, label } = session;
    tell("code", { code: code.slice(), ...(label !== undefined && { label }) });
  }

  function isShown(opened: Session): boolean {
    return opened === session && !isDisposed;
  }

  function show(decoded: DecodedImage, engine: EngineName): void {
    image = decoded.image;
    notices.forgive();
    panels.generate?.show(decoded);
    if (decoded.label !== undefined) panels.classChoice?.show(decoded.label);
    status(`${ENGINE_LABELS[engine]}: ${decoded.milliseconds.toFixed(1)} ms`);
    tell("image", decoded);
  }

  return {
    address: request.address.href,
    panels,
    get engine() {
      return engine;
    },
    get session() {
      return session;
    },
    get image() {
      return image;
    },
    changeEngine(loaded, request) {
      const before = session;
      session = open(loaded, request);
      engine = loaded.engine.name;
      session.show(before.code, before.label);
      before.model.dispose();
    },
    dispose() {
      isDisposed = true;
      panels.generate?.dispose();
      session.model.dispose();
    },
  };
}
