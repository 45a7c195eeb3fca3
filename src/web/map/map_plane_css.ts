/** The rules of the maps, and of what lies on them. */
export const mapPlaneCss = `
.maps {
  display: grid;
  gap: var(--gap);
}
@container (min-width: 760px) {
  .maps.is-2 {
    grid-template-columns: 1fr 1fr;
    align-items: end;
  }
}
.map {
  min-inline-size: 0;
  margin: 0;
}
.map figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 0 8px;
  padding-block-end: 6px;
  overflow-wrap: anywhere;
}
.map figcaption span {
  color: var(--muted);
}
.map-plane {
  position: relative;
  overflow: hidden;
  block-size: clamp(240px, min(68vh, 115cqi), 820px);
  border: 1px solid var(--line);
  border-radius: var(--radius);
  cursor: crosshair;
  touch-action: none;
  user-select: none;
}
.map-plane:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}
.map-canvas {
  display: block;
  inline-size: 100%;
  block-size: 100%;
  background: var(--surface);
}
.map-frame {
  position: absolute;
  border: 1px solid var(--accent);
  background: color-mix(in srgb, var(--accent) 15%, transparent);
  pointer-events: none;
}
.shown {
  position: absolute;
  inset: 0 auto auto 0;
  pointer-events: none;
}
.shown-mark,
.card {
  position: absolute;
}
.shown-mark {
  inset: calc(var(--side) / -2 - 2px);
  inline-size: calc(var(--side) + 4px);
  block-size: calc(var(--side) + 4px);
  border: 2px solid var(--ink);
  border-radius: 50%;
  box-shadow: 0 0 0 2px var(--surface);
}
.is-square > .shown-mark {
  border-radius: 4px;
}
.card {
  --off: calc(var(--side) / 2 + 6px);
  inset: var(--off) auto auto var(--off);
  inline-size: max-content;
  max-inline-size: min(260px, 45cqi);
  padding: 8px;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  background: var(--surface);
  box-shadow: 0 4px 14px rgb(0 0 0 / 0.18);
  font-size: 0.9375em;
  overflow-wrap: anywhere;
}
.is-left > .card {
  left: auto;
  right: var(--off);
}
.is-above > .card {
  top: auto;
  bottom: var(--off);
}
.card-picture {
  display: block;
  max-inline-size: 100%;
  block-size: auto;
  margin-block-end: 6px;
  image-rendering: pixelated;
}
.card-name {
  display: block;
}
.card-facts {
  display: grid;
  grid-template-columns: auto 1fr;
  gap: 0 8px;
  margin: 0;
}
.card-facts dt {
  color: var(--muted);
}
.card-facts dd {
  margin: 0;
}
.card-text {
  margin: 4px 0 0;
}
`;
