// The person picker: a combobox over everybody in the demo kommune.

import { avatar, el, finn } from "./dom.js";

const MANGE = 40;
const brett = (tekst) => tekst.toLowerCase();

export const roller = (person) => [...new Set(person.roles.map((r) => r.role))].join(", ");

/** `velg` is called with the person whom the user picks. */
export function lagVelger(velg) {
  const felt = finn("sok");
  const treff = finn("treff");
  let personer = [];
  let viste = [];
  let aktiv = -1;

  const passer = (person, ord) => {
    const alt = brett([person.name, person.node, ...person.roles.map((r) => `${r.role} ${r.node}`)].join(" "));
    return ord.every((o) => alt.includes(o));
  };

  function vis() {
    const ord = brett(felt.value).split(/\s+/).filter(Boolean);
    const alle = personer.filter((person) => passer(person, ord));
    viste = alle.slice(0, MANGE);
    aktiv = -1;
    treff.replaceChildren(
      ...viste.map((person, nr) =>
        el(
          "li",
          { role: "option", id: `treff-${nr}`, "aria-selected": "false", onclick: () => ta(nr) },
          avatar(person.name),
          el("span", { class: "navn" }, person.name, el("small", {}, [person.node, roller(person)].filter(Boolean).join(" · "))),
        ),
      ),
    );
    treff.hidden = viste.length === 0;
    felt.setAttribute("aria-expanded", String(!treff.hidden));
    felt.removeAttribute("aria-activedescendant");
    const rest = alle.length > MANGE ? ` De første ${MANGE} vises.` : "";
    finn("treff-antall").textContent = alle.length === 1 ? "1 person." : `${alle.length} personer.${rest}`;
  }

  function lukk() {
    treff.hidden = true;
    felt.setAttribute("aria-expanded", "false");
    felt.removeAttribute("aria-activedescendant");
    finn("treff-antall").textContent = "";
  }

  function flytt(til) {
    if (!viste.length) return;
    treff.children[aktiv]?.setAttribute("aria-selected", "false");
    aktiv = (til + viste.length) % viste.length;
    const valgt = treff.children[aktiv];
    valgt.setAttribute("aria-selected", "true");
    valgt.scrollIntoView({ block: "nearest" });
    felt.setAttribute("aria-activedescendant", valgt.id);
  }

  function ta(nr) {
    const person = viste[nr];
    if (!person) return;
    felt.value = "";
    lukk();
    velg(person);
  }

  felt.addEventListener("input", vis);
  felt.addEventListener("click", vis);
  felt.addEventListener("blur", lukk);
  treff.addEventListener("mousedown", (hendelse) => hendelse.preventDefault());
  felt.addEventListener("keydown", (hendelse) => {
    const trykk = {
      ArrowDown: () => (treff.hidden ? vis() : flytt(aktiv + 1)),
      ArrowUp: () => flytt(aktiv - 1),
      Enter: () => ta(aktiv < 0 ? 0 : aktiv),
      Escape: lukk,
    }[hendelse.key];
    if (!trykk || (hendelse.key === "Escape" && treff.hidden)) return;
    hendelse.preventDefault();
    hendelse.stopPropagation();
    trykk();
  });

  return (nye) => {
    personer = nye;
    if (document.activeElement === felt) vis(); // somebody typed before they came
  };
}
