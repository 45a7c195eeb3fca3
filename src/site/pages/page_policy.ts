/**
 * The content security policy of every page: scripts, styles, images and requests of its own origin
 * alone, WebAssembly, and no text that becomes markup. It holds for each of the engines.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");
