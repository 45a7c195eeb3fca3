const types: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  mjs: "text/javascript",
  png: "image/png",
  wasm: "application/wasm",
};

/** The media type of a file by its ending; that of a folder is its page's. */
export function contentType(path: string): string {
  const [, ending] = /\.(\w+)$/.exec(path) ?? [];
  if (path.endsWith("/")) return types.html;
  return types[ending] ?? "application/octet-stream";
}
