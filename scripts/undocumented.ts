const IGNORED = "private-type-ref";

/**
 * The faults that `deno doc --lint` reports, but for those of the rule that is left out. Where it
 * fails and names none, all that it says is one.
 */
export function undocumented(
  { success, report }: { success: boolean; report: string },
): string[] {
  const faults = report.split(/\n(?=error\[)/).filter((fault) => fault.startsWith("error["));
  if (!success && faults.length === 0) return [report.trim() || "deno doc failed and says nothing"];
  return faults.filter((fault) => !fault.startsWith(`error[${IGNORED}]`)).map((fault) =>
    fault.trim()
  );
}
