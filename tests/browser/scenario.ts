/** The tools of a scenario in a browser, and its form: the side that runs in Node. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import type { PageProblems } from "./page_problems.ts";

/**
 * The tools of a scenario; each has a browser context, and so a storage and a cache, of its own.
 */
export interface ScenarioTools {
  readonly page: Page;
  readonly context: BrowserContext;
  /** The address of the site, without a slash at the end. */
  readonly serverAddress: string;
  /** Opens the page of a map from the disk, by its name. */
  openMap(name: string): Promise<void>;
  /** Opens a path of the site, and waits until it and its scripts are loaded. */
  open(path: string): Promise<void>;
  /**
   * The problems so far: errors on the console, uncaught ones, failed requests, those to another
   * origin, breaches of the content security policy. A scenario fails of any that it did not
   * expect.
   */
  readonly errors: PageProblems["problems"];
  /** Says that problems that match will come: others still fail the scenario, and so does their absence. */
  expectErrors(pattern: RegExp): void;
  /** The paths of the site that were asked for, in order. */
  readonly requests: readonly string[];
  /** From now on answers requests for a path that ends so with 404 or 500, or with other bytes. */
  intercept(
    ending: string,
    answer: "missing" | "broken" | "refused" | Uint8Array | string,
  ): Promise<void>;
  /** Tells something that was measured beside the outcome. */
  note(text: string): void;
  /** Writes a picture of the page, and says where. */
  screenshot(name: string): Promise<string>;
}

/** The differences of a scenario's context from the usual one. */
export interface ScenarioOptions {
  /** "dark" and so on: see Playwright's `newContext`. */
  readonly context?: Parameters<Browser["newContext"]>[0];
  /** True where the page has a WebGPU: it does, in software, unless this is false. */
  readonly webgpu?: boolean;
}

/** A scenario as it was written. */
export type Scenario = ScenarioOptions & {
  /** The truth that it shows, as a sentence. */
  readonly name: string;
  run(tools: ScenarioTools): Promise<void>;
};

/** All scenarios, in the order in which they were written. */
export const scenarios: Scenario[] = [];

/** Writes a scenario: a sentence that is true, and what shows it. */
export function scenario(
  name: string,
  run: Scenario["run"],
  options: ScenarioOptions = {},
): void {
  scenarios.push({ name, run, ...options });
}
