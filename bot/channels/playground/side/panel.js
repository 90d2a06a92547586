// The civil clock and what waits in the outbox.

import { hent, send } from "./api.js";
import { dato, el, finn, klokkeslett, kortDato } from "./dom.js";

const tilstander = {
  pending: "venter",
  leased: "hentet",
  sending: "sendes",
  ambiguous: "uviss",
  dead: "stoppet",
};

export function lagPanel() {
  let forskyvning = 0;

  const na = () => new Date(Date.now() + forskyvning);

  function visKlokke() {
    const moment = na();
    finn("klokke-kort").textContent = `${kortDato(moment)} kl. ${klokkeslett(moment)}`;
    finn("klokke-tid").textContent = klokkeslett(moment);
    finn("klokke-tid").setAttribute("datetime", moment.toISOString());
    finn("klokke-dato").textContent = dato(moment);
  }

  function settKlokke(svar) {
    forskyvning = new Date(svar.now) - Date.now();
    const felt = finn("dato");
    if (document.activeElement !== felt) felt.value = svar.oslo.slice(0, 16);
    visKlokke();
  }

  async function flytt(kropp) {
    finn("klokke-feil").textContent = "";
    try {
      settKlokke(await send("clock", kropp));
    } catch (feil) {
      finn("klokke-feil").textContent =
        feil.status === 400 ? "Skriv en dato og et klokkeslett mellom 2020 og 2100." : feil.message;
    }
    visUtboks();
  }

  const mottaker = ({ recipientName, recipient }) => {
    if (recipientName) return recipientName;
    if (recipient?.rolle) return `Den som er ${recipient.rolle}`;
    return recipient?.person ? "En person" : "Samtalen";
  };

  function rad(linje) {
    const nar = linje.notBefore ? new Date(linje.notBefore) : null;
    return el(
      "li",
      {},
      el("b", {}, mottaker(linje)),
      el("span", { class: "hva" }, linje.notice ?? (linje.type === "svar" ? "Svar" : linje.type)),
      el(
        "span",
        { class: "nar" },
        tilstander[linje.status] ?? linje.status ?? "",
        nar ? ` til ${kortDato(nar)} kl. ${klokkeslett(nar)}` : "",
        linje.attempts ? ` · ${linje.attempts} forsøk` : "",
      ),
      linje.reason ? el("span", { class: "nar" }, linje.reason) : null,
    );
  }

  async function visUtboks() {
    let linjer;
    try {
      linjer = await hent("outbox");
    } catch {
      return;
    }
    finn("utboks-antall").textContent = linjer.length ? String(linjer.length) : "";
    finn("utboks").replaceChildren(
      ...(linjer.length ? linjer.map(rad) : [el("li", { class: "ingen" }, "Ingenting venter.")]),
    );
  }

  for (const knapp of document.querySelectorAll("[data-timer]"))
    knapp.addEventListener("click", () => flytt({ hours: Number(knapp.dataset.timer) }));
  for (const knapp of document.querySelectorAll("[data-dager]"))
    knapp.addEventListener("click", () => flytt({ days: Number(knapp.dataset.dager) }));
  finn("til-dato").addEventListener("submit", (hendelse) => {
    hendelse.preventDefault();
    flytt({ to: finn("dato").value });
  });
  setInterval(visKlokke, 10_000);

  return { settKlokke, visUtboks, hentKlokke: async () => settKlokke(await hent("clock")) };
}
