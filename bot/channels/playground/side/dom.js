// Small helpers: elements without markup strings, initials, and Norwegian dates.

/** An element with properties and children; text children become text, never markup. */
export function el(navn, egenskaper = {}, ...barn) {
  const element = document.createElement(navn);
  for (const [nokkel, verdi] of Object.entries(egenskaper)) {
    if (verdi === undefined || verdi === null || verdi === false) continue;
    if (nokkel.startsWith("on")) element.addEventListener(nokkel.slice(2), verdi);
    else if (nokkel === "class") element.className = verdi;
    else element.setAttribute(nokkel, verdi === true ? "" : verdi);
  }
  element.append(...barn.filter((b) => b !== null && b !== undefined && b !== false));
  return element;
}

export const finn = (id) => document.getElementById(id);

export function avatar(navn) {
  const deler = navn.trim().split(/\s+/);
  const bokstaver = (deler[0]?.[0] ?? "") + (deler.length > 1 ? deler.at(-1)[0] : "");
  let sum = 0;
  for (const tegn of navn) sum = (sum * 31 + tegn.codePointAt(0)) % 6;
  return el("span", { class: `avatar farge-${sum}`, "aria-hidden": "true" }, bokstaver.toUpperCase());
}

export const varde = () =>
  el("img", { class: "avatar", src: "/playground/side/varde.svg", alt: "", width: 32, height: 32 });

const sone = { timeZone: "Europe/Oslo" };
const dag = new Intl.DateTimeFormat("nb-NO", { ...sone, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const kortDag = new Intl.DateTimeFormat("nb-NO", { ...sone, weekday: "short", day: "numeric", month: "short" });
const tid = new Intl.DateTimeFormat("nb-NO", { ...sone, hour: "2-digit", minute: "2-digit" });

export const dato = (moment) => dag.format(moment);
export const kortDato = (moment) => kortDag.format(moment);
export const klokkeslett = (moment) => tid.format(moment).replace(":", ".");
