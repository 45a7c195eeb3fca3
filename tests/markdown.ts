/** Markdown as the tests of the documentation read it: fences and headings as CommonMark has them. */
import { fromFileUrl } from "@std/path";

/** A block of code between fences. */
export interface CodeBlock {
  /** The word behind the opening fence: "ts"; empty where nothing does. */
  readonly language: string;
  readonly code: string;
  /** The number of the line of the opening fence. */
  readonly line: number;
}

/** A heading and what follows it up to the next, without blocks of code. */
export interface Section {
  /** Empty for what comes before the first heading. */
  readonly title: string;
  readonly text: string;
}

/** A place that a page leads to, as it is written. */
export interface Link {
  readonly target: string;
  readonly line: number;
}

/** A page by its parts. */
export interface MarkdownPage {
  readonly blocks: readonly CodeBlock[];
  readonly sections: readonly Section[];
  readonly links: readonly Link[];
  /** The anchors of the page that a link can name. */
  readonly anchors: ReadonlySet<string>;
  /** The faults of its fences, a sentence each. */
  readonly faults: readonly string[];
}

const FENCE = /^\s*(`{3,}|~{3,})([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*$/;

/** Languages in which one # begins a comment. */
const COMMENTED = new Set(["python", "sh", "text"]);

/** Reads a page of the project by its path from the root. */
export function readPage(path: string): MarkdownPage {
  return parseMarkdown(Deno.readTextFileSync(fromFileUrl(new URL(`../${path}`, import.meta.url))));
}

/** The code of all blocks of a language, in order. */
export function codeIn({ blocks }: MarkdownPage, language: string): string[] {
  return blocks.filter((block) => block.language === language).map(({ code }) => code);
}

/** The text under a heading; throws an Error where there is none. */
export function textUnder({ sections }: MarkdownPage, title: string): string {
  const found = sections.find((section) => section.title === title);
  if (!found) throw new Error(`Cannot find the section "${title}"`);
  return found.text;
}

/** Takes a text apart. A fence that never closes ends with the page, as it does for a reader. */
export function parseMarkdown(text: string): MarkdownPage {
  const blocks: CodeBlock[] = [], links: Link[] = [], faults: string[] = [];
  const sections: { title: string; text: string }[] = [{ title: "", text: "" }];
  let open: { fence: string; language: string; line: number; code: string } | undefined;
  text.split("\n").forEach((content, i) => {
    const line = i + 1, [, fence = "", info = ""] = FENCE.exec(content) ?? [];
    if (open) {
      if (fence.startsWith(open.fence) && info.trim() === "") {
        blocks.push({ language: open.language, code: open.code, line: open.line });
        open = undefined;
        return;
      }
      open.code += content + "\n";
      const [, marks] = HEADING.exec(content) ?? [];
      const isHeading = marks && (marks.length > 1 || !COMMENTED.has(open.language));
      if (isHeading) faults.push(`line ${line}: a heading in the block of line ${open.line}`);
      if (info !== "") faults.push(`line ${line}: a block in the block of line ${open.line}`);
      return;
    }
    if (fence !== "") {
      open = { fence, language: info.trim(), line, code: "" };
      return;
    }
    const [, marks, title] = HEADING.exec(content) ?? [];
    if (marks) sections.push({ title, text: "" });
    else sections.at(-1)!.text += content + "\n";
    for (const target of targetsIn(content)) links.push({ target, line });
  });
  if (open) faults.push(`line ${open.line}: a block that never ends`);
  return { blocks, sections, links, anchors: anchorsOf(sections), faults };
}

/** The targets of a line of prose by links, images, references and the attributes of HTML. */
function targetsIn(line: string): string[] {
  const prose = line.replaceAll(/(`+)(?!`).*?(?<!`)\1(?!`)/g, "");
  const kinds = [/\]\(([^)\s]+)[^)]*\)/g, /^\[[^\]]+\]:\s*(\S+)/g, /\b(?:href|src)="([^"]*)"/g];
  return kinds.flatMap((kind) => [...prose.matchAll(kind)].map(([, target]) => target));
}

/** The anchors that GitHub gives headings: a second one of a name has a number. */
function anchorsOf(sections: readonly Section[]): Set<string> {
  const anchors = new Set<string>();
  for (const { title } of sections) {
    const plain = title.replaceAll(/\]\([^)]*\)/g, "").toLowerCase();
    const name = plain.replaceAll(/[^\p{L}\p{N}\s_-]/gu, "").replaceAll(/\s/g, "-");
    let anchor = name;
    for (let n = 1; anchors.has(anchor); n++) anchor = `${name}-${n}`;
    anchors.add(anchor);
  }
  return anchors;
}
