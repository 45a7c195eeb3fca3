/** The rules of the frame, and of controls within it that have none of their own. */
export const frameCss = `
:host {
  display: block;
  color: var(--ink);
  font: 14px/1.45 system-ui, sans-serif;
}
:host([hidden]) {
  display: none;
}
.frame {
  background: var(--surface);
  border: 1px solid var(--line);
  border-radius: calc(2 * var(--radius));
  padding: var(--gap);
  display: grid;
  gap: var(--gap);
  container-type: inline-size;
  box-sizing: border-box;
}
.frame *,
.frame *::before {
  box-sizing: border-box;
}
.frame [hidden] {
  display: none;
}
.hidden,
.choice legend,
.notice.is-empty {
  position: absolute;
  inline-size: 1px;
  block-size: 1px;
  margin: 0;
  padding: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.toolbar {
  display: flex;
  flex-wrap: wrap;
  gap: 8px var(--gap);
  justify-content: space-between;
}
.toolbar:not(:has(> :not([hidden]))) {
  display: none;
}
.choice {
  display: inline-flex;
  margin: 0;
  padding: 2px;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--raised);
  min-inline-size: 0;
}
.option {
  position: relative;
  display: inline-flex;
}
.option input {
  position: absolute;
  inset: 0;
  margin: 0;
  opacity: 0;
  cursor: pointer;
}
.option span {
  padding: 3px 10px;
  border-radius: calc(var(--radius) - 2px);
  color: var(--muted);
}
.option input:checked + span {
  background: var(--surface);
  color: var(--ink);
  box-shadow: 0 0 0 1px var(--line);
}
.option input:focus-visible + span {
  outline: 2px solid var(--accent);
  outline-offset: 1px;
}
.notice {
  margin: 0;
  padding: 8px 10px;
  border-radius: var(--radius);
  background: var(--raised);
  display: flex;
  flex-wrap: wrap;
  gap: 8px;
  align-items: center;
  overflow-wrap: anywhere;
}
.notice.wrong {
  color: var(--wrong);
}
.engine-line {
  color: var(--muted);
  font-size: 12px;
  min-block-size: 1.45em;
  font-variant-numeric: tabular-nums;
}
.stage {
  min-block-size: 120px;
}
.frame[aria-busy=true] .stage {
  opacity: .5;
}
:is(.generate, .panel) {
  --tall: min(30svh, 320px);
  display: flex;
  flex-direction: column;
  gap: calc(1.5 * var(--gap));
}
.held {
  position: sticky;
  inset-block-start: 0;
  z-index: 2;
  order: -1;
  display: grid;
  gap: 8px;
  margin: -8px calc(-1 * var(--gap)) 0;
  padding: 8px var(--gap);
  background: var(--surface);
}
.held .image {
  inline-size: min(100%, 320px, var(--tall) * var(--ratio));
}
.held .row-scroll {
  max-block-size: var(--tall);
}
@container (min-width: 560px) {
  :is(.generate, .panel) {
    --tall: min(320px, 100svh - 112px);
    display: grid;
    grid-template-columns: 1fr 1fr;
  }
  .held {
    order: 0;
    align-self: start;
    margin-inline: 0;
    padding-inline: 0;
  }
}
:is(.slider, .inputs) * {
  scroll-margin-block-start: calc(var(--tall) + 112px);
}
button,
.button,
select,
input:is([type=number], [type=text]) {
  font: inherit;
  color: var(--ink);
  background: var(--raised);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  padding: 5px 8px;
  min-inline-size: 0;
}
button,
.button {
  padding-inline: 12px;
  text-align: center;
  cursor: pointer;
}
:is(button, .button):hover:not(:disabled) {
  border-color: var(--accent);
}
button:disabled {
  color: var(--muted);
  cursor: default;
}
:is(button, input, select, canvas, [tabindex]):focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
input[type=range],
input[type=checkbox] {
  accent-color: var(--accent);
}
@media (pointer: coarse) {
  button,
  .button,
  select,
  input:is([type=range], [type=number], [type=text]) {
    min-block-size: 40px;
  }
  .option span,
  .are-names span {
    padding-block: 9px;
  }
  [type=checkbox] {
    zoom: 2;
  }
}
@media (forced-colors: active) {
  .option input:checked + span {
    forced-color-adjust: none;
    background: Highlight;
    color: HighlightText;
  }
}
`;
