import { oneLine } from "../../core/one_line.ts";
import { requestFault } from "../../requests/request_fault.ts";
import { asksForHealth } from "./asks_for_health.ts";

/** A look at a request before it is answered: throws a RequestFault, at once or later, or lets it on. */
export type Guard = (request: Request) => Promise<void> | void;

/**
 * Lets those through that bear one of some tokens, compared in a time that says nothing of them. Throws a RequestFault of 401.
 */
export function tokenGuard(tokens: readonly string[]): Guard {
  const known = Promise.all(tokens.map(digestOf));
  return async ({ url, headers }) => {
    // Who balances loads has no token.
    if (asksForHealth(url)) return;
    const [, token = ""] = /^Bearer +(\S+) *$/i.exec(headers.get("authorization") ?? "") ?? [];
    const given = await digestOf(token);
    // All are looked at, so that the time does not tell which it was.
    const found = (await known).filter((each) => isSame(each, given)).length;
    if (found > 0) return;
    throw requestFault("Cannot answer: the request bears no token that is known here", {
      status: 401,
      headers: { "www-authenticate": "Bearer" },
    });
  };
}

async function digestOf(token: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(token)));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i] ^ b[i];
  return difference === 0;
}

/**
 * Turns away what the pages of other origins send, but those that are named: a browser sends it whether or
 * not the page may read the answer. Throws a RequestFault of 403.
 */
export function originGuard(origins: readonly string[]): Guard {
  return ({ url, headers }) => {
    const origin = headers.get("origin");
    if (origin === null || origins.includes("*") || origins.includes(origin)) return;
    if (origin === new URL(url).origin) return;
    throw requestFault(
      `Cannot answer a page of ${
        oneLine(origin, { longest: 80 })
      }: this server was not started with ` +
        `--cors for it`,
      { status: 403 },
    );
  };
}

/**
 * Lets those through that ask for this machine by its own name or by an address: any other name is one that
 * a page had looked up, which may lead here although it is the page's own. Throws a RequestFault of 403.
 */
export const ownNameGuard: Guard = ({ url }) => {
  if (AT_ADDRESS.test(url)) return;
  const { hostname } = new URL(url);
  if (OWN_NAME.test(hostname)) return;
  throw requestFault(
    `Cannot answer for ${
      oneLine(hostname, { longest: 80 })
    }: without a token this server answers for ` +
      `localhost and for addresses; give it a --token where it has another name`,
    { status: 403 },
  );
};

/** This machine by its own name, and addresses. */
const OWN_NAME = /^(?:(?:.+\.)?localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\])$/;

/** An address that is spelled out, which is seen without the address being taken apart. */
const AT_ADDRESS = /^https?:\/\/\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:\/|$)/;
