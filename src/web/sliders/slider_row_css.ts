const TRACK = `
  block-size: 4px;
  border-radius: 2px;
  background: linear-gradient(
    to right,
    var(--line) calc(var(--from) * 100%),
    var(--accent) calc(var(--from) * 100%) calc(var(--to) * 100%),
    var(--line) calc(var(--to) * 100%)
  );
`;

const THUMB = `
  box-sizing: border-box;
  inline-size: var(--thumb);
  block-size: var(--thumb);
  border: 3px solid var(--accent);
  border-radius: 50%;
  background: var(--surface);
  box-shadow: 0 1px 3px rgb(0 0 0 / 0.3);
`;

/** The rules of a slider. */
export const sliderRowCss = `
.slider {
  --thumb: 18px;
  --reset: 28px;
  display: grid;
  grid-template-columns: 1fr var(--reset) auto;
  align-items: center;
}
.slider-name {
  display: flex;
  gap: 8px;
  align-items: baseline;
  min-inline-size: 0;
}
.slider-share {
  color: var(--muted);
  font-size: 0.8125em;
}
.slider-readout {
  min-inline-size: 3.2em;
  text-align: end;
  font-variant-numeric: tabular-nums;
}
.slider-reset {
  inline-size: var(--reset);
  block-size: var(--reset);
  padding: 0;
  border: 0;
  border-radius: var(--radius);
  background: none;
  color: var(--muted);
  font: inherit;
  cursor: pointer;
}
.slider-reset:hover {
  background: var(--raised);
  color: var(--ink);
}
.slider-reset.is-resting {
  visibility: hidden;
}
.slider-input {
  grid-column: 1 / -1;
  inline-size: 100%;
  block-size: 24px;
  margin: 0;
  border-radius: var(--radius);
  appearance: none;
  background: none;
  cursor: pointer;
  touch-action: pan-y;
}
.slider-input::-webkit-slider-runnable-track {${TRACK}}
.slider-input::-moz-range-track {${TRACK}}
.slider-input::-webkit-slider-thumb {
  margin-block-start: calc(2px - var(--thumb) / 2);
  appearance: none;
${THUMB}}
.slider-input::-moz-range-thumb {${THUMB}}
@media (pointer: coarse) {
  .slider {
    --thumb: 26px;
    --reset: 40px;
  }
}
@media (forced-colors: active) {
  .slider-input {
    appearance: auto;
  }
}
`;
