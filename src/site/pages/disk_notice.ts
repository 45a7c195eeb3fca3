import { element, type Markup } from "../../plots/element.ts";

/** The class of the notice, by which its script and its style find it. */
const NOTICE = "from-disk";

/** The place of the folder in the notice, unless its script tells the real one. */
const FOLDER = "DIR";

/**
 * The sentence for whoever opens a page from the disk, hidden until the script says that it is so: modules do
 * not load there, so that the element could not say it.
 */
export function diskNotice(): Markup {
  return element(
    "p",
    { class: NOTICE, hidden: "" },
    "Browsers load neither modules nor models for a page that is opened from the disk (file:), so this one " +
      "needs a server: run ",
    element("code", {}, `deno task demo ${FOLDER}`),
    " of the toolkit, or ",
    element("code", {}, `python3 -m http.server --directory ${FOLDER}`),
    ", and open the address that it tells.",
  );
}

/**
 * The script that shows it, a classic one in a file of its own, as those load from the disk and under the policy
 * of the pages; it lies at the root of the site and names its own folder in the commands.
 */
export const diskNoticeScript = `if (location.protocol === "file:") {
  const path = decodeURIComponent(new URL(".", document.currentScript.src).pathname);
  const hasDrive = /^\\/[A-Za-z]:\\//.test(path);
  const folder = hasDrive ? path.slice(1) : path;
  const word = /^[\\w./:-]+$/.test(folder) ? folder
    : hasDrive ? '"' + folder + '"' : "'" + folder.replaceAll("'", "'\\\\''") + "'";
  for (const notice of document.querySelectorAll(".${NOTICE}")) {
    for (const code of notice.querySelectorAll("code")) {
      code.textContent = code.textContent.replace("${FOLDER}", () => word);
    }
    notice.hidden = false;
  }
}
`;
