/** The rules of the panel of reconstructions. */
export const reconstructPanelCss = `
.reconstruct {
  --picture: clamp(120px, 22cqi, 240px);
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
  display: contents;
}
.shown {
  grid-auto-flow: column;
  grid-auto-columns: minmax(0, 1fr);
  gap: 6px var(--gap);
}
.stage {
  display: grid;
  grid-row: span 3;
  grid-template-rows: subgrid;
  row-gap: 6px;
  align-content: start;
  min-inline-size: 0;
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
@container (min-width: 560px) {
  .panel {
    grid-template-columns: minmax(200px, 280px) 1fr;
  }
  .inputs {
    margin: 0;
  }
  .stages {
    display: flex;
    flex-direction: column;
    gap: var(--gap);
    min-inline-size: 0;
  }
}
@container (min-width: 880px) {
  .stages {
    position: sticky;
    inset-block-start: 0;
    display: grid;
    align-self: start;
    align-content: start;
    grid-template-columns: 1fr 1.2fr 1fr;
  }
  .shown {
    display: contents;
  }
  .stages.is-pair {
    grid-template-columns: minmax(0, 1fr) 240px;
  }
  .stages > .stage {
    grid-row: 1 / span 3;
    grid-column: 2;
  }
}
`;
