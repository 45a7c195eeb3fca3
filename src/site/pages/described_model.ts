/** A model as a page shows it; every text may come from anywhere, and is escaped. */
export interface DescribedModel {
  readonly title: string;
  /** One sentence, with or without its full stop. */
  readonly description?: string;
  /** Data, parameters, size of a code …, in this order. */
  readonly facts: readonly PageFact[];
  /** The errors that were measured, as a table. */
  readonly errors?: PageTable;
  /** The other findings, in sentences. */
  readonly findings?: readonly string[];
  /** The address of the folder with the model's files, relative to the page. */
  readonly src: string;
  /** The share of pixels that a denoiser was trained to put back: it starts with such inputs. */
  readonly drop?: number;
  /** True where an index lies in it: the page starts with a search. */
  readonly isSearched?: boolean;
  /** The address of a page with a map, relative to the page. */
  readonly map?: string;
  /** The engines that it offers, the first at the start; those of its page unless given. */
  readonly engines?: readonly string[] | undefined;
  /** The files of that folder that the element reads at once: a page of its own asks for them early. */
  readonly files?: readonly string[];
}

/** A line of the facts. */
export interface PageFact {
  readonly name: string;
  readonly value: string;
}

/** A table of texts; the first column names the rows. */
export interface PageTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A model of a gallery: what its card shows, and where its own page is. */
export interface GalleryModel extends DescribedModel {
  /** The address of the model's own page, relative to the gallery. */
  readonly page: string;
}
