/** Columns that a line may take. */
export const WIDTH = 100;

/** The text of the comment right before a place in a source, without its stars; undefined if none. */
export function commentBefore(source: string, place: string): string | undefined {
  const [before] = source.split(place);
  const [, text] = before.match(/\/\*\*((?:(?!\*\/)[^])*)\*\/\n *$/) ?? [];
  return text?.replaceAll(/^ *\* ?/gm, "").trim();
}

/** A comment with the lines that it has, on one where it fits. */
export function formatComment(text: string, indent = ""): string {
  const line = `${indent}/** ${text} */`;
  if (!text.includes("\n") && line.length <= WIDTH) return `${line}\n`;
  const lines = text.split("\n").map((each) => `${indent} * ${each}`.trimEnd());
  return `${indent}/**\n${lines.join("\n")}\n${indent} */\n`;
}
