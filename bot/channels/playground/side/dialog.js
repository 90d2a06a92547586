// The bot's dialog: a card over the conversation, until it is sent or closed. Teams tells the bot nothing of a closing.

import { el, finn } from "./dom.js";
import { tegnKort } from "./kort.js";
import { feiltekst } from "./logg.js";

/** `hjelp`: {trykk(handling) → the API's answer or null, lukket()}. Returns {vis(task)}. */
export function lagDialog(hjelp) {
  const ramme = finn("dialog");
  const tittel = finn("dialog-tittel");
  const innhold = finn("dialog-innhold");
  const feil = finn("dialog-feil");
  let gang = 0;
  let fra = null;

  async function trykk(handling) {
    const min = gang;
    feil.textContent = "";
    const svar = await hjelp.trykk(handling);
    if (min !== gang || !ramme.open) return;
    if (svar?.task) vis(svar.task);
    else feil.textContent = svar ? feiltekst(svar.status) : "Det ble ikke sendt. Prøv igjen.";
  }

  function vis(task) {
    gang += 1;
    feil.textContent = "";
    if (task.type === "continue") {
      tittel.textContent = task.value.title;
      innhold.replaceChildren(tegnKort(task.value.card.content, trykk));
    } else {
      if (!ramme.open) tittel.textContent = "Varde";
      const lukk = el("button", { type: "button", class: "dialog-ferdig", onclick: () => ramme.close() }, "Lukk");
      innhold.replaceChildren(el("p", {}, String(task.value ?? "")), lukk);
    }
    if (!ramme.open) {
      fra = document.activeElement;
      ramme.showModal();
    }
    ramme.scrollTop = 0;
    tittel.focus();
  }

  finn("dialog-lukk").addEventListener("click", () => ramme.close());
  ramme.addEventListener("close", () => {
    gang += 1;
    innhold.replaceChildren();
    (fra?.isConnected ? fra : finn("felt")).focus();
    hjelp.lukket();
  });
  return { vis };
}
