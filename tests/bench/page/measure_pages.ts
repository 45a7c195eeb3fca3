/// <reference lib="dom" />
/** Opens the pages of models in a browser, in Node: a line of JSON for each figure. */
import process from "node:process";
import { type Browser, chromium, type Page } from "playwright-core";
import type { DecoderElement, EngineName } from "../../../src/web/mod.ts";
import { median } from "../compare.ts";
import type { PageDecode, PageFigures, PageTimes } from "./page_figures.ts";

/** The pages to open, and how often. */
export interface PagesToMeasure {
  readonly executablePath: string;
  /** The address of the gallery, with a slash at the end. */
  readonly url: string;
  readonly models: readonly string[];
  /** Loads of each page with an empty cache, and as many again. */
  readonly loads: number;
}

/** Milliseconds after which a page is given up. */
const TIMEOUT = 30_000;

/** A page's clock is coarse: so many decodes are timed at once, so often. */
const DECODES = 20, GROUPS = 10;

/** An adapter in software takes a hundred times as long, and is timed a few times only. */
const SLOW_GROUPS = 2;

/** The notes of a page about its first element, by `noteEvents`. */
interface Noted {
  elementLoad?: number;
  firstImage?: number;
}

type NotingWindow = Window & { noted: Noted };

/** Measures the pages; Chromium must be closed, whatever happens. */
export async function measurePages({ executablePath, ...work }: PagesToMeasure): Promise<void> {
  const browser = await chromium.launch({
    executablePath,
    timeout: TIMEOUT,
    args: [
      // A WebGPU without a graphics card: the adapter in software that Chromium brings along.
      "--enable-unsafe-webgpu",
      // Chromium refuses its sandbox to root, and containers refuse it to Chromium.
      ...(process.getuid?.() === 0 || process.env.CI ? ["--no-sandbox"] : []),
    ],
  });
  const tell = (figures: PageFigures) => process.stdout.write(`${JSON.stringify(figures)}\n`);
  try {
    const cold = new Map<string, PageTimes[]>(), again = new Map<string, PageTimes[]>();
    // The first load of a browser is slower than all others; a busy minute slows all models alike.
    for (let i = -1; i < work.loads; i++) {
      for (const model of work.models) {
        const [first, second] = await loadTwice(browser, `${work.url}models/${model}/`);
        if (i < 0) continue;
        cold.set(model, [...cold.get(model) ?? [], first]);
        again.set(model, [...again.get(model) ?? [], second]);
      }
    }
    for (const model of work.models) {
      tell({ kind: "load", model, cache: "cold", times: medians(cold.get(model)!) });
      tell({ kind: "load", model, cache: "again", times: medians(again.get(model)!) });
    }
    for (const model of work.models) {
      tell(await decodeTimes(browser, { model, url: `${work.url}models/${model}/` }));
    }
  } finally {
    await browser.close();
  }
}

/** A load with an empty cache, and one of the same page after it. */
async function loadTwice(browser: Browser, url: string): Promise<[PageTimes, PageTimes]> {
  const context = await browser.newContext();
  await context.addInitScript(noteEvents);
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  await page.goto(url);
  const first = await timesOf(page);
  await page.reload();
  const second = await timesOf(page);
  await context.close();
  return [first, second];
}

/** Runs in the page, before its own scripts. */
function noteEvents(): void {
  const noted: Noted = (window as unknown as NotingWindow).noted = {};
  const note = (type: string) => {
    // Events of the element do not bubble, but pass the document on their way to it.
    document.addEventListener(type, ({ target }) => {
      if (!(target instanceof HTMLElement) || target.localName !== "isthmus-decoder") return;
      const now = performance.now();
      if (type === "load") noted.elementLoad ??= now;
      // In the mode of reconstructions the first image is one of a code that nobody sees.
      const tells = target.getAttribute("mode") === "reconstruct" ? "code" : "image";
      if (type === tells) noted.firstImage ??= now;
    }, { capture: true });
  };
  for (const type of ["load", "code", "image"]) note(type);
}

async function timesOf(page: Page): Promise<PageTimes> {
  await page.waitForFunction(() => {
    const { elementLoad, firstImage } = (window as unknown as NotingWindow).noted;
    const [navigation] = performance.getEntriesByType("navigation");
    return elementLoad && firstImage && (navigation as PerformanceNavigationTiming).loadEventEnd;
  });
  return await page.evaluate(() => {
    const { elementLoad, firstImage } = (window as unknown as NotingWindow).noted;
    const [navigation] = performance.getEntriesByType(
      "navigation",
    ) as PerformanceNavigationTiming[];
    const resources = performance.getEntriesByType("resource") as PerformanceResourceTiming[];
    return {
      contentLoaded: navigation.domContentLoadedEventStart,
      pageLoad: navigation.loadEventStart,
      elementLoad: elementLoad!,
      firstImage: firstImage!,
      imageAfterLoad: firstImage! - navigation.loadEventStart,
      bytes: [navigation, ...resources].reduce((sum, { transferSize }) => sum + transferSize, 0),
    };
  });
}

function medians(times: readonly PageTimes[]): PageTimes {
  const middle = (name: keyof PageTimes) => median(times.map((each) => each[name]));
  return {
    contentLoaded: middle("contentLoaded"),
    pageLoad: middle("pageLoad"),
    elementLoad: middle("elementLoad"),
    firstImage: middle("firstImage"),
    imageAfterLoad: middle("imageAfterLoad"),
    bytes: middle("bytes"),
  };
}

async function decodeTimes(
  browser: Browser,
  { model, url }: { model: string; url: string },
): Promise<PageDecode> {
  const context = await browser.newContext();
  await context.addInitScript(noteEvents);
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT);
  const times: Partial<Record<EngineName, number>> = {};
  await page.goto(url);
  await timesOf(page);
  for (const engine of ["lite", "wasm", "webgpu"] as const) {
    const groups = await page.evaluate(decodeCodes, {
      engine,
      DECODES,
      GROUPS: engine === "webgpu" ? SLOW_GROUPS : GROUPS,
    });
    if (groups) times[engine] = median(groups);
  }
  await context.close();
  return { kind: "decode", model, ...times };
}

/**
 * Runs in the page: milliseconds of a decode on an engine, the mean of each group; undefined where
 * the engine does not run, or codes alone make no image.
 */
async function decodeCodes(
  { engine, DECODES, GROUPS }: { engine: EngineName; DECODES: number; GROUPS: number },
): Promise<number[] | undefined> {
  const decoder = document.querySelector("isthmus-decoder") as DecoderElement;
  const next = (type: string, patience: number) =>
    new Promise<Event | undefined>((resolve) => {
      decoder.addEventListener(type, resolve, { once: true });
      setTimeout(() => resolve(undefined), patience);
    });
  if (decoder.runningEngine !== engine) {
    const loaded = next("load", 30_000);
    decoder.engine = engine;
    await loaded;
    if (decoder.runningEngine !== engine) return undefined;
  }
  const decode = async (i: number) => {
    const drawn = next("image", 5000), size = decoder.code!.length;
    decoder.code = Float32Array.from({ length: size }, (_, at) => Math.sin(i + at));
    return (await drawn as CustomEvent<{ milliseconds: number }> | undefined)?.detail.milliseconds;
  };
  // Whatever still comes of the loading, before what is timed.
  await new Promise((resolve) => setTimeout(resolve, 300));
  if (await decode(0) === undefined) return undefined;
  const groups: number[] = [];
  // The optimizing tier compiles in the background during the first groups, which are not counted.
  for (let group = -GROUPS; group < GROUPS; group++) {
    let sum = 0;
    for (let i = 0; i < DECODES; i++) sum += (await decode(i)) ?? NaN;
    if (group >= 0) groups.push(sum / DECODES);
  }
  return groups;
}
