/** An error of one sentence on a file or a folder that is not there: `systemFaultOf` takes it for the system's. */
export function notFound(sentence: string): Error {
  return Object.assign(new Error(sentence), { code: "ENOENT" });
}
