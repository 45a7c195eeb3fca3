/** A block of code of a page, and the file that the text before it names last. */
export interface PageBlock {
  readonly language: string;
  readonly path: string;
  readonly code: string;
}

/** The blocks of code of a Markdown page that tells what to write into which file, in their order. */
export function pageBlocks(page: string): PageBlock[] {
  return [...page.matchAll(/```(\w+)\n([^]*?)```/g)].map(({ 1: language, 2: code, index }) => {
    const paths = page.slice(0, index).matchAll(/`((?:src|models|tests)\/[^`]*\.\w+)`/g);
    const [, path] = [...paths].at(-1)!;
    return { language, path, code };
  });
}

/** The lines of a diff with one of some marks in front, without it. */
export function diffLines(diff: string, marks: string): string[] {
  return diff.trimEnd().split("\n").filter(([mark]) => marks.includes(mark))
    .map((line) => line.slice(1));
}
