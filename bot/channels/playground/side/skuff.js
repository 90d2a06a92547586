// The two drawers of a narrow screen: the list on the left, clock and outbox on the right.

import { finn } from "./dom.js";

export function lagSkuffer() {
  const skuffer = [
    { knapp: finn("apne-liste"), flate: finn("liste"), bred: matchMedia("(min-width: 800px)") },
    { knapp: finn("apne-klokke"), flate: finn("panel"), bred: matchMedia("(min-width: 1200px)") },
  ];
  const hoved = document.querySelector("main");

  /** A closed drawer can not be reached by keyboard or reader; an open one is all that can. */
  function stell() {
    for (const { knapp, flate, bred } of skuffer) {
      const apen = flate.classList.contains("apen");
      flate.inert = !bred.matches && !apen;
      knapp.setAttribute("aria-expanded", String(bred.matches || apen));
    }
    const dekket = skuffer.some(({ flate, bred }) => !bred.matches && flate.classList.contains("apen"));
    hoved.inert = dekket;
    document.body.classList.toggle("dekket", dekket);
  }

  function lukk(tilbake = false) {
    for (const { knapp, flate, bred } of skuffer) {
      if (!flate.classList.contains("apen")) continue;
      flate.classList.remove("apen");
      if (tilbake && !bred.matches) knapp.focus();
    }
    stell();
  }

  for (const { knapp, flate, bred } of skuffer) {
    knapp.addEventListener("click", () => {
      const apen = flate.classList.contains("apen");
      lukk();
      if (!bred.matches && !apen) {
        flate.classList.add("apen");
        stell();
      }
      if (!apen) flate.querySelector(bred.matches ? "button:not([data-lukk])" : "[data-lukk]").focus();
    });
    bred.addEventListener("change", () => lukk());
    flate.querySelector("[data-lukk]").addEventListener("click", () => lukk(true));
  }
  document.addEventListener("keydown", (hendelse) => {
    if (hendelse.key === "Escape") lukk(true);
  });
  document.querySelector(".sider").addEventListener("click", (hendelse) => {
    if (hendelse.target === hendelse.currentTarget) lukk(true);
  });
  stell();
  return { lukk };
}
