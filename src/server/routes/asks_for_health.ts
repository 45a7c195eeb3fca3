/** True for the address of a question of those who want to know whether a server still lives. */
export function asksForHealth(url: string): boolean {
  return HEALTH.test(url);
}

const HEALTH = /^https?:\/\/[^/]+\/v2\/health\//;
