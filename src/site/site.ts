/** One file of a site: a file on disk, its text or its bytes. */
export type SiteFile =
  | { readonly file: string }
  | { readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly text: string };

/** A static site: what lies at each path, such as `models/digits/index.html`, without a first slash. */
export type Site = ReadonlyMap<string, SiteFile>;

/** The file of a written site that lists the others: by it a later export knows what is its own. */
export const SITE_LIST = "site.json";
