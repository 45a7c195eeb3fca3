import type { NdArray } from "../core/nd_array.ts";
import type { Decoder } from "./decoder.ts";
import type { DecoderElement } from "./decoder_element.ts";
import { engineOf, modeOf, srcOf } from "./element_attributes.ts";
import { createElementLife, type DecoderElementOptions, type ElementLife } from "./element_life.ts";
import type { EngineName } from "./model/engine.ts";
import type { DecoderMode } from "./controls/frame.ts";
import type { Session } from "./model/session.ts";
// The last of them: the bundle is shorter, compressed, where scripts stay beside scripts.
import { elementCss } from "./element_css.ts";

/** The name of the element. */
const NAME = "isthmus-decoder";

/**
 * Defines `<isthmus-decoder src="…">`, which draws what the decoder of a trained autoencoder makes of
 * a code that one moves. A second call does nothing.
 *
 * @example
 * ```ts
 * import { defineDecoderElement } from "isthmus/web";
 *
 * // In a page, once; after it <isthmus-decoder src="…"> works anywhere in the document.
 * if ("customElements" in globalThis) {
 *   defineDecoderElement({
 *     kernels: new Uint8Array(await (await fetch("lite.wasm")).arrayBuffer()),
 *     runtime: new URL("ort/", import.meta.url),
 *   });
 * }
 * ```
 */
export function defineDecoderElement(options: DecoderElementOptions): void {
  if (customElements.get(NAME)) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(elementCss);
  customElements.define(NAME, elementClass(sheet, options));
}

/** The class of the element: made when called, for outside of a page there is nothing to extend. */
function elementClass(
  sheet: CSSStyleSheet,
  options: DecoderElementOptions,
): CustomElementConstructor {
  return class extends HTMLElement implements DecoderElement {
    static readonly observedAttributes = ["src", "engine", "engines", "runtime", "mode"];
    readonly #life = createElementLife(this, options);
    readonly #decoder = this.#life.decoder;

    constructor() {
      super();
      const root = this.attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
      root.append(this.#decoder.root);
    }

    connectedCallback(): void {
      this.#life.connected();
    }
    disconnectedCallback(): void {
      this.#life.disconnected();
    }
    attributeChangedCallback(...change: Parameters<ElementLife["attributeChanged"]>): void {
      this.#life.attributeChanged(...change);
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
      sessionOf(this.#decoder, "code").show(Float32Array.from(code ?? []));
      this.#life.showCode();
    }
    get label(): number | undefined {
      return this.#decoder.session?.label;
    }
    set label(label: number | undefined) {
      const session = sessionOf(this.#decoder, "label");
      session.show(session.code, label);
    }
    get image(): NdArray | undefined {
      return this.#decoder.image;
    }
    get runningEngine(): EngineName | undefined {
      return this.#decoder.engine;
    }
    get ready(): Promise<void> {
      return this.#life.ready;
    }
    sample(): void {
      this.#decoder.sample();
      this.#life.showCode();
    }
    interpolate(): void {
      this.#decoder.interpolate();
      this.#life.showCode();
    }
    reload(): void {
      this.#life.reload();
    }
  };
}

/** The session of a decoder; throws a TypeError, which says what cannot be set, where no model stands. */
function sessionOf({ session }: Decoder, what: string): Session {
  if (session) return session;
  throw new TypeError(`Cannot set ${what}: no model is loaded, await "ready" before`);
}
