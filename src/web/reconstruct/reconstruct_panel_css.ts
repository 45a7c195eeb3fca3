/** The rules of the panel of reconstructions. */
export const reconstructPanelCss = `
.reconstruct {
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
  inline-size: 100%;
  max-inline-size: 320px;
  min-inline-size: 0;
  margin: 0 auto;
}
.stages {
  display: grid;
  gap: var(--gap);
  align-content: start;
  grid-template-columns: 1fr 1fr;
  min-inline-size: 0;
}
.stage {
  display: grid;
  grid-row: span 3;
  grid-template-rows: subgrid;
  row-gap: 6px;
  align-content: start;
  min-inline-size: 0;
}
.stage:nth-child(2) {
  grid-row: 4 / span 3;
  grid-column: 1 / -1;
}
.stages.is-pair {
  grid-template-columns: minmax(0, 1fr);
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
.button:has(:focus-visible) {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.check {
  display: flex;
  align-items: center;
  gap: 8px;
}
.row-text {
  display: grid;
  gap: 4px;
  color: var(--muted);
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
  .stages.is-pair {
    grid-template-columns: minmax(0, 1fr) 240px;
  }
  .stage:nth-child(2) {
    grid-row: span 3;
    grid-column: auto;
  }
}
`;
