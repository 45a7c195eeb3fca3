/** Runs all scenarios in one browser, in Node: a line of JSON for each on the standard output. */
import { Buffer } from "node:buffer";
import process from "node:process";
import { type Browser, chromium } from "playwright-core";
import { unexpected, watchPages } from "./page_problems.ts";
import { type Scenario, scenarios } from "./scenario.ts";
import { noteEvents } from "./shown_decoder.ts";

/** The outcome of a scenario. */
export interface Outcome {
  readonly name: string;
  readonly ok: boolean;
  /**
   * The reason for its failure: the error, the problems of the page, its console and where its
   * picture is.
   */
  readonly error?: string;
  readonly ms: number;
  /** Its measurements, in words. */
  readonly notes: readonly string[];
}

/** Generous, since other tests share the processor; nothing waits for it to pass. */
const TIMEOUT = 60_000;

/** The same for a whole scenario. */
const LIMIT = 3 * TIMEOUT;

interface Place {
  readonly serverAddress: string;
  /** The folder of pictures, within the repository. */
  readonly pictures: string;
  /** The address of the folder of pages that are one file each, with a slash at its end. */
  readonly mapsAddress: string;
}

/** Runs all scenarios whose name holds `only`; Chromium must be closed, whatever happens. */
export async function playScenarios(
  { executablePath, only = "", ...place }: Place & { executablePath: string; only?: string },
): Promise<void> {
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
  try {
    for (const scenario of scenarios.filter(({ name }) => name.includes(only))) {
      const outcome = await play(scenario, { browser, ...place });
      process.stdout.write(`${JSON.stringify(outcome)}\n`);
    }
  } finally {
    await browser.close();
  }
}

async function play(
  { name, run, webgpu = true, context: contextOptions }: Scenario,
  { browser, serverAddress, pictures, mapsAddress }: Place & { browser: Browser },
): Promise<Outcome> {
  const start = performance.now();
  const context = await browser.newContext(contextOptions);
  context.setDefaultTimeout(TIMEOUT);
  const { problems, console, requests } = watchPages(context, serverAddress);
  if (!webgpu) await context.addInitScript("delete Navigator.prototype.gpu");
  await context.addInitScript(noteEvents);
  const page = await context.newPage();
  const expected: RegExp[] = [], notes: string[] = [];
  const screenshot = async (picture: string) => {
    const path = `${pictures}/${picture.replaceAll(/\W+/g, "_")}.png`;
    await page.screenshot({ path, fullPage: true });
    return path;
  };
  const faults: string[] = [];
  // What a page computes has no limit of its own: all that waits for a closed context ends.
  const limit = setTimeout(() => {
    faults.push(`it took more than ${LIMIT} ms`);
    context.close();
  }, LIMIT);
  try {
    await run({
      page,
      context,
      serverAddress,
      errors: problems,
      requests,
      screenshot,
      openMap: async (name) => void await page.goto(`${mapsAddress}${name}.html`),
      open: async (path) => void await page.goto(serverAddress + path),
      note: (text) => void notes.push(text),
      expectErrors: (pattern) => void expected.push(pattern),
      intercept: async (ending, answer) =>
        void await context.route((url) => url.pathname.endsWith(ending), (route) => {
          if (answer === "refused") return route.abort("connectionrefused");
          if (answer === "missing") return route.fulfill({ status: 404 });
          if (answer === "broken") return route.fulfill({ status: 500 });
          return route.fulfill({
            body: answer instanceof Uint8Array ? Buffer.from(answer) : answer,
          });
        }),
    });
  } catch (error) {
    faults.push(String(error instanceof Error ? error.stack : error));
  }
  clearTimeout(limit);
  faults.push(...unexpected(problems, expected));
  if (faults.length > 0) {
    faults.push(...console.map((line) => `  console ${line}`));
    // A page that crashed has no picture; its error says more.
    await screenshot(name).then((path) => faults.push(`picture: ${path}`), () => {});
  }
  await context.close();
  const ms = Math.round(performance.now() - start);
  return {
    name,
    ok: faults.length === 0,
    ms,
    notes,
    ...(faults.length && { error: faults.join("\n") }),
  };
}
