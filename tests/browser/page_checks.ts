/// <reference lib="dom" />
import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";

/** Asserts that a page left nothing behind: no cookie, no storage, no database, no cache, no worker. */
export async function assertNothingStored(page: Page, context: BrowserContext): Promise<void> {
  const stored = await page.evaluate(async () => ({
    cookie: document.cookie,
    localStorage: Object.keys(localStorage),
    sessionStorage: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    caches: await caches.keys(),
    serviceWorkers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual({ ...stored, cookies: await context.cookies() }, {
    cookie: "",
    localStorage: [],
    sessionStorage: [],
    databases: [],
    caches: [],
    serviceWorkers: 0,
    cookies: [],
  });
}

/** A node of the tree that a screen reader is given, as far as it is looked at. */
interface AccessibleNode {
  readonly role: string;
  readonly name: string;
}

/**
 * Everything of a page that can take the focus, in the order of the tree: its role and its name,
 * those of shadow trees too. Asserts that there is something, and that all of it has a name.
 */
export async function assertFocusableNamed(page: Page): Promise<AccessibleNode[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const focusable = nodes.filter(({ ignored, role, properties }) =>
    !ignored && role?.value !== "RootWebArea" &&
    properties?.some(({ name, value }) => name === "focusable" && value.value === true)
  ).map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? "") }));
  assert.ok(focusable.length > 0, "nothing on the page can take the focus");
  const nameless = focusable.filter(({ name }) => name.trim() === "");
  assert.deepEqual(nameless, [], "these can take the focus and have no name");
  return focusable;
}

/** Asserts that nothing of a page sticks out sideways, so that it never scrolls so. */
export async function assertFitsSideways(page: Page): Promise<void> {
  const { scroll, client } = await page.evaluate(() => ({
    scroll: document.documentElement.scrollWidth,
    client: document.documentElement.clientWidth,
  }));
  assert.ok(scroll <= client, `the page is ${scroll} pixels wide, the window ${client}`);
}

/** Presses Tab until the focus is back on the page's start, and gives what it stopped at, in order. */
export async function tabStops(page: Page, most = 100): Promise<string[]> {
  const stops: string[] = [];
  while (stops.length < most) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      if (active === null || active === document.body) return undefined;
      const { labels } = active as HTMLInputElement;
      const label = active.getAttribute("aria-label") ??
        (labels?.[0] ?? active).textContent?.trim() ?? "";
      return `${active.localName} ${label}`.trim();
    });
    if (stop === undefined) return stops;
    stops.push(stop);
  }
  throw new Error(`The focus is still on the page after ${most} steps: ${stops.join(", ")}`);
}
