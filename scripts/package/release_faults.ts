/** The facts by which a version may be released or not. */
export interface ReleaseFacts {
  readonly version: string;
  /** The files that `git status --porcelain` lists. */
  readonly uncommitted: readonly string[];
  readonly tags: readonly string[];
  readonly changelog: string;
}

/** The reasons why a version cannot be released: none where it can. */
export function releaseFaults(
  { version, uncommitted, tags, changelog }: ReleaseFacts,
): string[] {
  const heading = new RegExp(`^## ${version.replaceAll(".", "\\.")} .*\\d{4}-\\d{2}-\\d{2}`, "m");
  return [
    ...(uncommitted.length > 0
      ? [`${uncommitted.length} files are not committed, ${uncommitted[0].slice(3)} among them`]
      : []),
    ...(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/.test(version)
      ? []
      : [`"${version}" is no version by semver`]),
    ...(tags.includes(`v${version}`) ? [`the tag v${version} is there already`] : []),
    ...(heading.test(changelog)
      ? []
      : [`CHANGELOG.md has no "## ${version} (date)", move what is unreleased there`]),
  ];
}
