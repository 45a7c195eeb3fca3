/** The rules of the panel of reconstructions. */
export const reconstructPanelCss = `
.reconstruct {
  container-type: inline-size;
  color: var(--ink);
  --picture: clamp(120px, 22cqi, 240px);
}
.panel {
  display: grid;
  gap: calc(2 * var(--gap));
}
.inputs {
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: var(--gap);
  align-content: start;
  width: 100%;
  max-width: 320px;
  min-width: 0;
  margin: 0 auto;
}
.stages {
  display: grid;
  gap: var(--gap);
  align-content: start;
  grid-template-columns: 1fr 1fr;
  min-width: 0;
}
.stage {
  display: grid;
  grid-row: span 3;
  grid-template-rows: subgrid;
  row-gap: 6px;
  align-content: start;
  min-width: 0;
}
.stage:nth-child(2) {
  grid-row: 4 / span 3;
  grid-column: 1 / -1;
}
.stage > .code {
  grid-row: span 2;
  align-content: start;
}
.stage-title {
  align-self: end;
  margin: 0;
  font-size: 1em;
  font-weight: 600;
}
.note,
.status {
  margin: 0;
  color: var(--muted);
  font-variant-numeric: tabular-nums;
}
.status {
  color: var(--wrong);
}
.status:empty {
  display: none;
}
.button {
  padding: 6px 12px;
  text-align: center;
}
.button:hover:not(:disabled) {
  border-color: var(--muted);
}
.button:disabled {
  opacity: .6;
}
.button:has(:focus-visible) {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.check {
  display: flex;
  align-items: center;
  gap: 8px;
}
.hidden {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: 0;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
@container (min-width: 640px) {
  .panel {
    grid-template-columns: minmax(200px, 280px) 1fr;
  }
  .inputs {
    margin: 0;
  }
}
@container (min-width: 880px) {
  .stages {
    grid-template-columns: 1fr 1.2fr 1fr;
  }
  .stage:nth-child(2) {
    grid-row: span 3;
    grid-column: auto;
  }
}
`;
