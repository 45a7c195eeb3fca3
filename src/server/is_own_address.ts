/** True for an address that this machine alone reaches. */
export function isOwnAddress(host: string): boolean {
  return ["localhost", "::1", "[::1]"].includes(host) || /^127(?:\.\d{1,3}){3}$/.test(host);
}
