// Files that are chosen and not sent yet: shown under the composer, each with a button that takes it away.

import { el, finn } from "./dom.js";

export function lagVedlegg() {
  const felt = finn("fil");
  let valgte = [];

  function vis() {
    finn("valgte").hidden = valgte.length === 0;
    finn("valgte").replaceChildren(
      ...valgte.map((fil) =>
        el("li", {}, el("span", {}, fil.name), el("button", { type: "button", "aria-label": `Fjern ${fil.name}`, onclick: () => fjern(fil) }, "×")),
      ),
    );
  }

  function fjern(fil) {
    valgte = valgte.filter((annen) => annen !== fil);
    vis();
    felt.focus();
  }

  felt.addEventListener("change", () => {
    valgte = [...valgte, ...felt.files];
    felt.value = "";
    vis();
    finn("felt").focus();
  });

  /** The chosen files; they are no longer chosen. */
  function ta() {
    const filer = valgte;
    valgte = [];
    vis();
    return filer;
  }

  return { ta };
}
