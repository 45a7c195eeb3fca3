import { escape } from "@std/html/entities";
import type { Route, Served } from "./route.ts";

/** The policy of the page: its own style, and nothing else. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'";

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.8rem 0.3rem 0; }
tr + tr { border-top: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
code, pre { font: 0.9em ui-monospace, monospace; }
pre { overflow-x: auto; padding: 0.8rem; border: 1px solid color-mix(in srgb, currentcolor 20%, transparent); }
`;

/** The page of a server: its runs, its models and its routes; no part of it comes from elsewhere. */
export function openapiPage(
  routes: readonly Route[],
  { runs, models, version }: Pick<Served, "runs" | "models" | "version">,
): string {
  const [first] = models.values();
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Isthmus server</title>
<style>${STYLE}</style>
<h1>Isthmus server</h1>
<p>Version ${
    escape(version)
  }. The same as a file for programs: <a href="openapi.json">openapi.json</a>.
Figures for Prometheus: <a href="metrics">metrics</a>.</p>
<h2>Runs</h2>
${
    table(
      ["run", "takes", "code"],
      [...runs.values()].map(({ opened, config }) => [
        code(opened.name),
        `${config.kind} [${opened.inputShape.join(", ")}]`,
        opened.codeShape ? `[${opened.codeShape.join(", ")}]` : "",
      ]),
    )
  }
<h2>Models</h2>
${
    table(
      ["model", "inputs", "outputs"],
      [...models.values()].map(({ name, inputs, outputs }) => [
        code(name),
        ...[inputs, outputs].map((tensors) =>
          tensors.map(({ name, datatype, shape }) =>
            code(`${name} ${datatype} [${[-1, ...shape].join(", ")}]`)
          ).join("<br>")
        ),
      ]),
    )
  }
<h2>Routes</h2>
${
    table(
      ["", "route", ""],
      routes.map(({ method, path, operation }) => [
        method.toUpperCase(),
        code(path),
        escape(operation.summary),
      ]),
    )
  }
<h2>An example</h2>
<pre>curl ${first ? `localhost:8080/v2/models/${escape(first.name)}` : "localhost:8080/v2"}</pre>
`;
}

function code(text: string): string {
  return `<code>${escape(text)}</code>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<table>\n${
    [line(heads, "th"), ...rows.map((row) => line(row, "td"))].join("\n")
  }\n</table>`;
}
