/// <reference lib="dom" />
import type { NdArray } from "../core/nd_array.ts";
import { createDecoder } from "./decoder.ts";
import type { DecoderElement } from "./decoder_element.ts";
import type { DecoderEvents } from "./decoder_events.ts";
import { engineOf, modeOf, requestOf, srcOf } from "./element_attributes.ts";
import { elementCss } from "./element_css.ts";
import type { EngineName } from "./model/engine.ts";
import type { DecoderMode } from "./controls/frame.ts";
import { createReadiness } from "./readiness.ts";
import type { Session } from "./model/session.ts";

/** The name of the element. */
const NAME = "isthmus-decoder";

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
      readonly #readiness = createReadiness();
      #isAsked = false;
      #isSet = false;
      #watch: IntersectionObserver | undefined;
      readonly #decoder = createDecoder({
        kernels,
        tell: (type, detail) => this.#tell(type, detail),
        choose: (what, name) => {
          // The engine that is asked for may be another than the one that runs.
          if (what === "engine" && this.getAttribute(what) === name) this.reload();
          else this.setAttribute(what, name);
        },
      });

      constructor() {
        super();
        const root = this.attachShadow({ mode: "open" });
        root.adoptedStyleSheets = [sheet];
        root.append(this.#decoder.root);
      }

      connectedCallback(): void {
        for (const name of ["src", "engine", "mode"] as const) {
          this.#upgrade(name, (value) => this.setAttribute(name, value));
        }
        this.#decoder.setMode(this.mode);
        this.#isSet = true;
        const isLazy = this.getAttribute("loading") === "lazy";
        if (!isLazy) this.reload();
        for (const name of ["label", "code"] as const) {
          this.#upgrade(name, (value) => {
            this.ready.then(() => Object.assign(this, { [name]: value })).catch(() => {});
          });
        }
        if (!isLazy) return;
        this.#watch = new IntersectionObserver(([{ isIntersecting }]) => {
          if (!isIntersecting) return;
          this.#unwatch();
          this.reload();
        }, { rootMargin: "200px" });
        this.#watch.observe(this);
      }

      disconnectedCallback(): void {
        this.#unwatch();
        this.#isSet = false;
        // An element that is moved within its page leaves it and comes back at once.
        queueMicrotask(() => this.isConnected || this.#decoder.dispose());
      }

      attributeChangedCallback(name: string, before: string | null, after: string | null): void {
        // An element that stands in the page before it is defined tells of each attribute first.
        if (before === after || !this.#isSet) return;
        if (name === "mode") this.#decoder.setMode(this.mode);
        else if (!this.#watch) this.reload();
      }

      reload(): void {
        this.#readiness.renew();
        if (this.#isAsked) return;
        this.#isAsked = true;
        // Attributes that are set together are one request.
        queueMicrotask(() => {
          this.#isAsked = false;
          if (this.isConnected) this.#decoder.open(requestOf(this, runtime));
        });
      }

      #tell<Type extends keyof DecoderEvents>(type: Type, detail: DecoderEvents[Type]): void {
        this.#readiness.take(type, detail);
        this.dispatchEvent(new CustomEvent(type, { detail }));
      }

      /** A property that was set before the element was defined hides its setter. */
      #upgrade<Name extends "src" | "engine" | "mode" | "code" | "label">(
        name: Name,
        set: (value: DecoderElement[Name]) => void,
      ): void {
        if (!Object.hasOwn(this, name)) return;
        const value: DecoderElement[Name] = this[name];
        delete (this as Partial<DecoderElement>)[name];
        set(value);
      }

      /** Where a script moves the code, that is what is shown. */
      #generate(): void {
        if (this.mode !== "generate") this.mode = "generate";
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
        return srcOf(this);
      }
      set src(address: string) {
        this.setAttribute("src", address);
      }
      get engine(): EngineName {
        return engineOf(this);
      }
      set engine(name: EngineName) {
        this.setAttribute("engine", name);
      }
      get mode(): DecoderMode {
        return modeOf(this);
      }
      set mode(mode: DecoderMode) {
        this.setAttribute("mode", mode);
      }
      get code(): Float32Array<ArrayBuffer> | undefined {
        return this.#decoder.session?.code.slice();
      }
      set code(code: ArrayLike<number> | undefined) {
        this.#session("code").show(Float32Array.from(code ?? []));
        this.#generate();
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
        return this.#readiness.promise;
      }
      sample(): void {
        this.#decoder.sample();
        this.#generate();
      }
      interpolate(): void {
        this.#decoder.interpolate();
        this.#generate();
      }
    },
  );
}
