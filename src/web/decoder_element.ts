/// <reference lib="dom" />
import type { NdArray } from "../core/nd_array.ts";
import { createDecoder } from "./decoder.ts";
import type { DecoderEvents } from "./decoder_events.ts";
import type { DecoderRequest } from "./decoder_request.ts";
import { elementCss } from "./element_css.ts";
import { type EngineName, ENGINES } from "./engine.ts";
import { type DecoderMode, MODES } from "./frame.ts";
import { MOST_DROPPED } from "./reconstruct/drop_choice.ts";
import type { Session } from "./session.ts";

/** The name of the element. */
const NAME = "isthmus-decoder";

/** What `<isthmus-decoder>` is to a page's own script, besides an element. */
export interface DecoderElement extends HTMLElement {
  /** The address of a run folder, relative to the page. */
  src: string;
  /** The engine asked for: `lite` unless given. */
  engine: EngineName;
  /** `generate` unless given, or `reconstruct`, where the encoder is there too. */
  mode: DecoderMode;
  /** The code whose image is shown, [C]; setting it throws a RangeError for another size. */
  code: Float32Array<ArrayBuffer> | undefined;
  /** The class that a model which depends on classes is told; setting another throws a RangeError. */
  label: number | undefined;
  /** The last image: values of the model's input shape. */
  readonly image: NdArray | undefined;
  /** The engine that runs: after a fall-back another than the one asked for. */
  readonly runningEngine: EngineName | undefined;
  /** Settles with the first image of what was last asked for, or with the error in its place. */
  readonly ready: Promise<void>;
  /** Moves to a random code; throws a TypeError where the model has nothing to draw from. */
  sample(): void;
  /** Walks from the present code to a random one; throws as `sample` does. */
  interpolate(): void;
  /** Loads the model anew, as after a lost connection. */
  reload(): void;
}

/** What the element needs besides its attributes. */
export interface DecoderElementOptions {
  /** The bytes of the compiled kernels of the lite engine, lite.wasm. */
  readonly kernels: Uint8Array<ArrayBuffer>;
  /** Where the files of onnxruntime-web lie, unless the attribute `runtime` says so. */
  readonly runtime: URL;
}

/**
 * Defines `<isthmus-decoder src="…">`, which draws what the decoder of a trained autoencoder makes of
 * a code that one moves. A second call does nothing.
 */
export function defineDecoderElement({ kernels, runtime }: DecoderElementOptions): void {
  if (customElements.get(NAME)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(elementCss);

  customElements.define(
    NAME,
    class extends HTMLElement implements DecoderElement {
      static readonly observedAttributes = ["src", "engine", "engines", "runtime", "mode"];
      #ready = Promise.withResolvers<void>();
      #readiness: "asked" | "loaded" | "settled" = "asked";
      #isRefused = false;
      #isAsked = false;
      #watch: IntersectionObserver | undefined;
      readonly #decoder = createDecoder({
        kernels,
        tell: (type, detail) => this.#tell(type, detail),
        choose: (what, name) => this.setAttribute(what, name),
      });

      constructor() {
        super();
        this.#renew();
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        root.append(this.#decoder.root);
      }

      connectedCallback(): void {
        for (const name of ["src", "engine", "mode"] as const) this.#upgrade(name);
        this.#decoder.setMode(this.mode);
        if (this.getAttribute("loading") !== "lazy") return this.reload();
        this.#watch = new IntersectionObserver(([{ isIntersecting }]) => {
          if (!isIntersecting) return;
          this.#unwatch();
          this.reload();
        }, { rootMargin: "200px" });
        this.#watch.observe(this);
      }

      disconnectedCallback(): void {
        this.#unwatch();
        // An element that is moved within its page leaves it and comes back at once.
        queueMicrotask(() => this.isConnected || this.#decoder.dispose());
      }

      attributeChangedCallback(name: string, before: string | null, after: string | null): void {
        if (before === after || !this.isConnected) return;
        if (name === "mode") this.#decoder.setMode(this.mode);
        else if (!this.#watch) this.reload();
      }

      reload(): void {
        this.#renew();
        if (this.#isAsked) return;
        this.#isAsked = true;
        // Attributes that are set together are one request.
        queueMicrotask(() => {
          this.#isAsked = false;
          if (this.isConnected) this.#decoder.open(this.#request());
        });
      }

      #request(): DecoderRequest {
        const { src } = this, offered = this.getAttribute("engines")?.split(/[\s,]+/) ?? [];
        const seed = this.getAttribute("seed");
        return {
          address: src === "" ? undefined : new URL(`${src.replace(/\/*$/, "")}/`, this.baseURI),
          engine: this.engine,
          engines: ENGINES.filter((name) => name === this.engine || offered.includes(name)),
          runtime: new URL(this.getAttribute("runtime") ?? runtime, this.baseURI),
          drop: Math.min(MOST_DROPPED, Math.max(0, Number(this.getAttribute("drop")) || 0)),
          seed: seed === null ? crypto.getRandomValues(new Uint32Array(1))[0] : Number(seed) >>> 0,
        };
      }

      #tell<Type extends keyof DecoderEvents>(type: Type, detail: DecoderEvents[Type]): void {
        // An image may yet come of the model that stood before.
        if (type === "load") {
          if (this.#isRefused) this.#renew();
          this.#readiness = "loaded";
        } else if (type === "image" && this.#readiness === "loaded") {
          this.#readiness = "settled";
          this.#ready.resolve();
        } else if (type === "error" && this.#readiness !== "settled") {
          this.#readiness = "settled";
          this.#isRefused = true;
          this.#ready.reject(new Error((detail as DecoderEvents["error"]).message));
        }
        this.dispatchEvent(new CustomEvent(type, { detail }));
      }

      /** What is asked for from now on has yet to settle. */
      #renew(): void {
        if (this.#readiness === "settled") this.#ready = Promise.withResolvers();
        this.#readiness = "asked";
        this.#isRefused = false;
        // Nobody need wait for it.
        this.#ready.promise.catch(() => {});
      }

      /** A property that was set before the element was defined hides its setter. */
      #upgrade(name: "src" | "engine" | "mode"): void {
        if (!Object.hasOwn(this, name)) return;
        const value = this[name];
        delete (this as Partial<DecoderElement>)[name];
        this.setAttribute(name, value);
      }

      #unwatch(): void {
        this.#watch?.disconnect();
        this.#watch = undefined;
      }

      #session(what: string): Session {
        const { session } = this.#decoder;
        if (session) return session;
        throw new TypeError(`Cannot set ${what}: no model is loaded, await "ready" before`);
      }

      get src(): string {
        return this.getAttribute("src") ?? "";
      }
      set src(address: string) {
        this.setAttribute("src", address);
      }
      get engine(): EngineName {
        return oneOf(ENGINES, this.getAttribute("engine"));
      }
      set engine(name: EngineName) {
        this.setAttribute("engine", name);
      }
      get mode(): DecoderMode {
        return oneOf(MODES, this.getAttribute("mode"));
      }
      set mode(mode: DecoderMode) {
        this.setAttribute("mode", mode);
      }
      get code(): Float32Array<ArrayBuffer> | undefined {
        return this.#decoder.session?.code.slice();
      }
      set code(code: ArrayLike<number> | undefined) {
        this.#session("code").show(Float32Array.from(code ?? []));
      }
      get label(): number | undefined {
        return this.#decoder.session?.label;
      }
      set label(label: number | undefined) {
        const session = this.#session("label");
        session.show(session.code, label);
      }
      get image(): NdArray | undefined {
        return this.#decoder.image;
      }
      get runningEngine(): EngineName | undefined {
        return this.#decoder.engine;
      }
      get ready(): Promise<void> {
        return this.#ready.promise;
      }
      sample(): void {
        this.#decoder.sample();
      }
      interpolate(): void {
        this.#decoder.interpolate();
      }
    },
  );
}

/** One of a list, its first for any other text. */
function oneOf<Name extends string>(known: readonly Name[], text: string | null): Name {
  return known.find((name) => name === text) ?? known[0];
}
