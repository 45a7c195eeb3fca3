import { createElement } from "../controls/create_element.ts";
import type { Pixels } from "../input/model_input.ts";
import { readImageFile } from "../input/read_image_file.ts";

/** Ways to give an image file. */
export interface FileChoice {
  /** The button that opens the files of the machine. */
  readonly button: HTMLElement;
  /** Takes what is dropped or pasted on an element. */
  listen(target: HTMLElement): void;
}

/** Makes what takes image files, chosen, dropped or pasted; the last one counts. */
export function createFileChoice({ onImage, onProblem }: {
  /** Called with the pixels of a file. */
  onImage: (pixels: Pixels) => void;
  /** Called with a sentence for people about a file that could not be read. */
  onProblem: (sentence: string) => void;
}): FileChoice {
  let last = 0;
  const input = createElement("input", {
    part: "hidden",
    attributes: { type: "file", accept: "image/*" },
    on: {
      change() {
        read(input.files);
        // The same file may be chosen again.
        input.value = "";
      },
    },
  });

  async function read(files: FileList | null | undefined) {
    const file = files?.[0];
    if (file === undefined) return;
    const turn = ++last;
    try {
      const pixels = await readImageFile(file, file.name || "The image");
      if (turn === last) onImage(pixels);
    } catch (error) {
      if (turn === last) onProblem(error instanceof Error ? error.message : String(error));
    }
  }

  return {
    button: createElement("label", {
      part: "button",
      children: [input, createElement("span", { text: "Choose an image, or drop one" })],
    }),
    listen(target) {
      // Without a focus within there is nowhere to paste.
      target.tabIndex = -1;
      const mark = (over: boolean) => target.classList.toggle("over", over);
      target.addEventListener("dragover", (event) => {
        event.preventDefault();
        mark(true);
      });
      target.addEventListener("dragleave", (event) => {
        if (!(event.relatedTarget instanceof Node) || !target.contains(event.relatedTarget)) {
          mark(false);
        }
      });
      target.addEventListener("drop", (event) => {
        event.preventDefault();
        mark(false);
        if (event.dataTransfer?.files.length) read(event.dataTransfer.files);
        else onProblem("What was dropped is no image file.");
      });
      target.addEventListener("paste", (event) => {
        if (event.clipboardData?.files.length) read(event.clipboardData.files);
        else onProblem("There is no image in the clipboard.");
      });
    },
  };
}
