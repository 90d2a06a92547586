// The page: who you are, which conversation is open, and keeping it all fresh.

import { hent, leggInn, lytt, send } from "./api.js";
import { avatar, el, finn, varde } from "./dom.js";
import { lagLogg } from "./logg.js";
import { lagPanel } from "./panel.js";
import { lagVedlegg } from "./vedlegg.js";
import { lagVelger, roller } from "./personer.js";
import { lagSkuffer } from "./skuff.js";

const BOT = "Varde";
const FLEST_VARSLER = 3;
const tilstand = { personer: [], alle: [], samtaler: [], meg: null, samtale: null, versjon: 0, svarTil: null };

const panel = lagPanel();
const vedlegg = lagVedlegg();
const skuffer = lagSkuffer();
const settPersoner = lagVelger(async (person) => {
  skuffer.lukk();
  await velgPerson(person);
  if (!matchMedia("(pointer: coarse)").matches) finn("felt").focus();
});
const logg = lagLogg({
  bot: BOT,
  meg: () => tilstand.meg?.aadObjectId,
  navn: (aad) => tilstand.personer.find((p) => p.aadObjectId === aad)?.name ?? "Ukjent",
  trykk: (post, handling) => gjor("click", { activity: post.id, action: handling }),
  igjen: (post) => gjor("retry", { activity: post.id }),
  svar: (post) => settSvar(post),
});

const flertall = (antall, en, flere) => (antall === 1 ? en : `${antall} ${flere}`);

async function gjor(sti, kropp) {
  const hvor = { person: tilstand.meg.id, conversation: tilstand.samtale.id };
  finn("skriv-feil").textContent = "";
  try {
    return await send(sti, { ...hvor, ...kropp });
  } catch (feil) {
    finn("skriv-feil").textContent = feil.message;
    return null;
  } finally {
    await hentNytt();
  }
}

let henter = Promise.resolve();
/** One at a time, so that two events never draw the same post twice. */
function hentNytt() {
  henter = henter.then(async () => {
    const { samtale, meg } = tilstand;
    if (!samtale || !meg) return;
    const svar = await hent(`conversations/${encodeURIComponent(samtale.id)}/activities`, {
      after: tilstand.versjon,
      person: meg.id,
    }).catch(() => null);
    if (!svar || samtale !== tilstand.samtale || meg !== tilstand.meg) return;
    tilstand.versjon = svar.version;
    logg.vis(svar.activities);
    visTomt();
    if (svar.activities.some((p) => p.kind === "bot")) finn("skriver").textContent = "";
    if (svar.activities.length && document.visibilityState === "visible")
      send("read", { person: meg.id, conversation: samtale.id }).catch(() => null);
  });
  return henter;
}

async function hentLister() {
  const meg = tilstand.meg;
  const [alle, mine] = await Promise.all([
    hent("conversations"),
    meg ? hent("conversations", { person: meg.id }) : [],
  ]).catch(() => [null, null]);
  if (!alle || meg !== tilstand.meg) return;
  tilstand.alle = alle;
  tilstand.samtaler = mine;
  visSamtaler();
  visAndre();
}

let ventende = null;
function snart() {
  ventende ??= setTimeout(() => {
    ventende = null;
    hentLister();
    panel.visUtboks();
  }, 200);
}

function visDeg() {
  const { meg } = tilstand;
  finn("du").replaceChildren(
    ...(meg
      ? [
          avatar(meg.name),
          el(
            "p",
            { class: "navn" },
            el("b", {}, meg.name),
            el("small", {}, meg.node),
            roller(meg) ? el("small", {}, roller(meg)) : null,
          ),
        ]
      : [el("p", { class: "navn" }, "Ingen ennå")]),
  );
  finn("sok-navn").textContent = meg ? "Bytt person" : "Velg person";
  finn("samtaler-del").hidden = !meg;
  document.title = meg ? `${meg.name} – Varde prøverom` : "Varde prøverom";
}

function visSamtaler() {
  const nokkel = JSON.stringify([tilstand.samtaler, tilstand.samtale?.id]);
  if (finn("samtaler").dataset.nokkel === nokkel) return;
  finn("samtaler").dataset.nokkel = nokkel;
  const fokus = document.activeElement?.dataset?.samtale;
  finn("samtaler").replaceChildren(
    ...tilstand.samtaler.map((samtale) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            "data-samtale": samtale.id,
            "aria-current": samtale.id === tilstand.samtale?.id ? "true" : null,
            onclick: () => {
              apne(samtale);
              skuffer.lukk();
            },
          },
          samtale.type === "personal" ? varde() : el("span", { class: "avatar kanal", "aria-hidden": "true" }, "#"),
          el("span", { class: "navn" }, samtale.name, el("small", {}, samtale.type === "personal" ? "Bare deg og Varde" : `Kanal, ${flertall(samtale.members.length, "1 medlem", "medlemmer")}`)),
          merke(samtale.unread),
        ),
      ),
    ),
  );
  if (fokus) document.querySelector(`[data-samtale="${CSS.escape(fokus)}"]`)?.focus();
}

const merke = (antall) =>
  antall ? el("span", { class: "antall" }, String(antall), el("span", { class: "usett" }, antall === 1 ? " ulest" : " uleste")) : null;

function visAndre() {
  const andre = tilstand.alle
    .filter((s) => s.type === "personal" && s.unread > 0 && s.members[0]?.aadObjectId !== tilstand.meg?.aadObjectId)
    .sort((a, b) => (a.lastActivity < b.lastActivity ? 1 : -1))
    .map((s) => ({ antall: s.unread, person: tilstand.personer.find((p) => p.aadObjectId === s.members[0]?.aadObjectId) }))
    .filter((a) => a.person);
  const hopp = (person) => {
    velgPerson(person);
    skuffer.lukk();
    finn("logg-ramme").focus();
  };
  finn("andre-del").hidden = andre.length === 0;
  finn("andre").replaceChildren(
    ...andre.map(({ antall, person }) =>
      el("li", {}, el("button", { type: "button", onclick: () => hopp(person) }, avatar(person.name), el("span", { class: "navn" }, person.name, el("small", {}, `${person.node}`)), merke(antall))),
    ),
  );
  finn("liste-prikk").hidden = andre.length === 0 && !tilstand.samtaler.some((s) => s.unread);
  const tekst = ({ antall, person }) => `${person.name} har fått ${flertall(antall, "en melding", "meldinger")}`;
  const nokkel = andre.map(tekst).join();
  const stripe = finn("nytt-andre");
  if (stripe.dataset.nokkel === nokkel) return;
  stripe.dataset.nokkel = nokkel;
  stripe.replaceChildren(
    ...andre.slice(0, FLEST_VARSLER).map((ny) =>
      el("button", { type: "button", onclick: () => hopp(ny.person) }, avatar(ny.person.name), el("span", {}, tekst(ny))),
    ),
    ...(andre.length > FLEST_VARSLER ? [el("span", { class: "flere" }, `og ${andre.length - FLEST_VARSLER} til`)] : []),
  );
}

function visTomt() {
  const tomt = finn("tomt");
  tomt.hidden = logg.antall() > 0;
  if (tomt.hidden) return;
  if (!tilstand.meg) {
    tomt.replaceChildren(el("h3", {}, "Hvem vil du være?"), el("p", {}, "Her kan du være hvem som helst i demokommunen, og se hva Varde sier til hver av dem."), el("div", { class: "forslag" }, ...forslag()));
  } else if (tilstand.samtale?.type === "personal") {
    tomt.replaceChildren(
      el("h3", {}, `Hei, ${tilstand.meg.name.split(" ")[0]}`),
      el("p", {}, "Skriv «meld avvik» for å prøve."),
      el("div", { class: "forslag" }, el("button", { type: "button", onclick: () => si("meld avvik") }, "meld avvik"), el("button", { type: "button", onclick: () => si("hjelp") }, "hjelp")),
    );
  } else {
    tomt.replaceChildren(el("h3", {}, "Ingen har skrevet her ennå"), el("p", {}, "Start meldingen med @Varde når du vil at Varde skal svare."));
  }
}

function forslag() {
  const { personer } = tilstand;
  const med = (ord) => personer.find((p) => p.roles.some((r) => r.role.toLowerCase().includes(ord)));
  const valg = [
    [personer.find((p) => p.roles.length === 0), "ansatt"],
    [med("leder"), "leder"],
    [med("verneombud"), "verneombud"],
  ];
  return valg
    .filter(([person]) => person)
    .map(([person, hva]) =>
      el("button", { type: "button", class: "person", onclick: () => velgPerson(person) }, avatar(person.name), el("span", { class: "navn" }, person.name, el("small", {}, `${hva}, ${person.node}`))),
    );
}

function settSvar(post) {
  tilstand.svarTil = post;
  const linje = finn("svar-til");
  linje.hidden = !post;
  if (!post) return;
  linje.replaceChildren("Svar i tråden. ", el("button", { type: "button", onclick: () => settSvar(null) }, "Skriv ny tråd i stedet"));
  finn("felt").focus();
}

async function apne(samtale) {
  tilstand.samtale = samtale;
  tilstand.versjon = 0;
  settSvar(null);
  finn("skriver").textContent = "";
  finn("skriv-feil").textContent = "";
  const kanal = samtale.type === "channel";
  finn("samtale-navn").textContent = samtale.name;
  finn("samtale-hvem").textContent = kanal
    ? `Kanal. ${samtale.members.map((m) => m.name).join(", ")}`
    : `Som ${tilstand.meg.name}, ${tilstand.meg.node}`;
  finn("felt-navn").textContent = kanal ? `Melding i ${samtale.name}` : "Melding til Varde";
  finn("felt").placeholder = kanal ? "Skriv, eller spør @Varde" : "Skriv til Varde";
  finn("skriv").hidden = finn("felt").disabled = finn("send").disabled = false;
  location.replace(`#${new URLSearchParams({ person: tilstand.meg.id, samtale: samtale.id })}`);
  logg.tom(kanal);
  visSamtaler();
  await hentNytt();
  logg.nederst();
}

async function velgPerson(person, samtaleId) {
  tilstand.meg = person;
  visDeg();
  await hentLister();
  const samtale = tilstand.samtaler.find((s) => s.id === samtaleId) ?? tilstand.samtaler[0];
  if (samtale && tilstand.meg === person) await apne(samtale);
}

async function si(tekst, filer = []) {
  const svarTil = tilstand.svarTil?.id ?? null;
  settSvar(null);
  let lagt = [];
  try {
    lagt = await Promise.all(filer.map(leggInn));
  } catch (feil) {
    finn("skriv-feil").textContent = feil.message;
    return;
  }
  await gjor("say", { text: tekst, replyTo: svarTil, files: lagt.map((fil) => fil.id) });
}

function voks() {
  const felt = finn("felt");
  felt.rows = Math.min(8, Math.max(1, felt.value.split("\n").length + Math.floor(felt.value.length / 90)));
}

finn("felt").addEventListener("input", voks);
finn("felt").addEventListener("keydown", (hendelse) => {
  if (hendelse.key !== "Enter" || hendelse.shiftKey || hendelse.isComposing) return;
  hendelse.preventDefault();
  finn("skriv").requestSubmit();
});
finn("skriv").addEventListener("submit", (hendelse) => {
  hendelse.preventDefault();
  const tekst = finn("felt").value.trim();
  const filer = vedlegg.ta();
  if ((!tekst && !filer.length) || !tilstand.samtale) return;
  finn("felt").value = "";
  voks();
  si(tekst, filer);
});
// The address keeps person and conversation, so the skip link moves the focus and leaves the address alone.
finn("hopp").addEventListener("click", (hendelse) => {
  hendelse.preventDefault();
  (finn("skriv").hidden ? finn("logg-ramme") : finn("felt")).focus();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") hentNytt().then(snart);
});

function ved(hendelse) {
  if (hendelse.type === "clock") panel.settKlokke(hendelse);
  else if (hendelse.type === "typing") {
    if (hendelse.conversation === tilstand.samtale?.id) finn("skriver").textContent = "Varde skriver …";
  } else {
    if (hendelse.type === "resync" || hendelse.conversation === tilstand.samtale?.id) hentNytt();
    snart();
  }
}

function fraAdressen() {
  const valg = new URLSearchParams(location.hash.slice(1));
  return [tilstand.personer.find((p) => String(p.id) === valg.get("person")), valg.get("samtale")];
}

async function start() {
  visDeg();
  lytt(ved);
  try {
    tilstand.personer = await hent("people");
  } catch (feil) {
    finn("skriv-feil").textContent = feil.message;
    return;
  }
  settPersoner(tilstand.personer);
  await Promise.all([panel.hentKlokke(), panel.visUtboks()]).catch(() => null);
  const [person, samtale] = fraAdressen();
  if (person) await velgPerson(person, samtale);
  else await hentLister();
  visTomt();
  addEventListener("hashchange", () => {
    const [ny, hvor] = fraAdressen();
    if (ny && (ny !== tilstand.meg || hvor !== tilstand.samtale?.id)) velgPerson(ny, hvor);
  });
  setInterval(() => document.visibilityState === "visible" && panel.visUtboks(), 5000);
}

start();
