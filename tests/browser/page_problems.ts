import type { BrowserContext } from "playwright-core";

/** The problems on the pages of a context, and their requests. */
export interface PageProblems {
  /** One sentence for each, in order. */
  readonly problems: readonly string[];
  /** All that was written to the console. */
  readonly console: readonly string[];
  /** The paths of the site that were asked for, and those of files. */
  readonly requests: readonly string[];
}

/** Notes what goes wrong on the pages of a context, those of workers too. */
export function watchPages(context: BrowserContext, serverAddress: string): PageProblems {
  const problems: string[] = [], lines: string[] = [], requests: string[] = [];
  context.on("console", (message) => {
    const { url, lineNumber } = message.location();
    const line = `${message.type()}: ${message.text()} (${url}:${lineNumber})`;
    lines.push(line);
    if (message.type() === "error") problems.push(`console ${line}`);
  });
  context.on("weberror", (error) => problems.push(`uncaught: ${error.error().stack}`));
  context.on("request", (request) => {
    const url = new URL(request.url());
    // No page of the site may ask for a file, and the browser would refuse it.
    if (url.origin === serverAddress || url.protocol === "file:") requests.push(url.pathname);
    else if (!["blob:", "data:"].includes(url.protocol)) {
      problems.push(`request to another origin: ${url}`);
    }
  });
  context.on("requestfailed", (request) => {
    problems.push(`failed request: ${request.url()}: ${request.failure()?.errorText}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  });
  return { problems, console: lines, requests };
}

/** The problems that nothing expected, and the expectations that nothing met. */
export function unexpected(
  problems: readonly string[],
  patterns: readonly RegExp[],
): readonly string[] {
  const absent = patterns.filter((pattern) => !problems.some((problem) => pattern.test(problem)));
  return [
    ...problems.filter((problem) => !patterns.some((pattern) => pattern.test(problem))),
    ...absent.map((pattern) => `expected, but absent: ${pattern}`),
  ];
}
