// The conversation: messages, cards, small lines, and «Prøv igjen».

import { avatar, dato, el, finn, klokkeslett, varde } from "./dom.js";
import { tegnKort } from "./kort.js";

const KORT = "application/vnd.microsoft.card.adaptive";

/** What went wrong, in words. `status` is the bot's answer; 0 means that it was not reached. */
export function feiltekst(status) {
  if (status === 0) return "Fikk ikke kontakt med boten.";
  if (status === 429) return "Boten har det travelt (429).";
  if (status === 504) return "Boten svarte ikke i tide (504).";
  if (status >= 500) return `Noe gikk galt hos boten (${status}).`;
  return `Boten tok ikke imot (${status}).`;
}

/** `hjelp`: {meg(), navn(aad), trykk(post, handling), igjen(post), svar(post), bot}. */
export function lagLogg(hjelp) {
  const logg = finn("logg");
  const ramme = finn("logg-ramme");
  const poster = new Map();
  const trader = new Map();
  let kanal = false;
  let sisteDag = "";
  let folger = true;

  // A keyboard on the phone or a new line above the composer makes the frame smaller: stay where the last words are.
  new ResizeObserver(() => folger && tilBunns()).observe(ramme);
  ramme.addEventListener("scroll", () => {
    folger = ramme.scrollHeight - ramme.scrollTop - ramme.clientHeight < 120;
  });

  function tilBunns() {
    folger = true;
    ramme.scrollTo({ top: ramme.scrollHeight, behavior: "instant" });
  }

  function tekst(innhold) {
    const del = el("p", { class: "tekst" });
    for (const bit of innhold.split(/(<at>.*?<\/at>)/)) {
      const omtalt = /^<at>(.*)<\/at>$/.exec(bit);
      del.append(omtalt ? el("b", { class: "omtale" }, `@${omtalt[1]}`) : bit);
    }
    return del;
  }

  /** What a person sent: the picture itself, or the file's name. The address is this page's own, whatever host it names. */
  function sendt(vedlegg) {
    const sti = new URL(vedlegg.contentUrl ?? "", location.href);
    if (vedlegg.contentType === "image/*") return el("img", { class: "vedlegg", src: sti.pathname, alt: "Bilde som er sendt", onload: () => folger && tilBunns() });
    return vedlegg.name ? tekst(`Fil: ${vedlegg.name}`) : null;
  }

  function feil(post) {
    return el(
      "p",
      { class: "post-feil" },
      el("span", {}, feiltekst(post.failure.status)),
      el("button", { type: "button", onclick: () => hjelp.igjen(post) }, "Prøv igjen"),
    );
  }

  function innhold(post) {
    const { activity } = post;
    const deler = [];
    if (activity.text) deler.push(tekst(activity.text));
    else if (post.kind === "person" && activity.value !== undefined) deler.push(tekst("Sendte svarene i kortet"));
    for (const vedlegg of activity.attachments ?? []) {
      if (vedlegg.contentType === KORT) deler.push(tegnKort(vedlegg.content, (handling) => hjelp.trykk(post, handling)));
      else if (post.kind === "person") deler.push(sendt(vedlegg));
    }
    return deler;
  }

  function tegn(post) {
    if (post.kind === "note") {
      const linje = post.failure ? feil(post) : el("p", {}, post.activity.text ?? "");
      return el("article", { class: "linje", "data-id": post.id }, linje);
    }
    const minn = post.person !== null && post.person === hjelp.meg();
    const navn = post.kind === "bot" ? hjelp.bot : minn ? "Du" : hjelp.navn(post.person);
    const nar = post.activity.timestamp ? new Date(post.activity.timestamp) : null;
    return el(
      "article",
      { class: `post ${minn ? "min" : ""} ${post.kind}`, "data-id": post.id, "aria-label": `${navn}${nar ? ` kl. ${klokkeslett(nar)}` : ""}` },
      minn ? null : post.kind === "bot" ? varde() : avatar(navn),
      el(
        "div",
        { class: "kropp" },
        el(
          "p",
          { class: "hode" },
          el("b", {}, navn),
          nar ? el("time", { datetime: post.activity.timestamp }, klokkeslett(nar)) : null,
          post.edited ? el("span", {}, "oppdatert") : null,
        ),
        ...innhold(post).filter(Boolean),
        post.failure ? feil(post) : null,
      ),
    );
  }

  function sted(post) {
    if (!kanal) return logg;
    const trad = post.thread ?? post.id;
    if (!trader.has(trad)) {
      const svar = el("button", { type: "button", class: "svar", onclick: () => hjelp.svar(post) }, "Svar i tråden");
      const boks = el("section", { class: "trad", "aria-label": "Tråd" }, svar);
      trader.set(trad, boks);
      logg.append(boks);
    }
    return trader.get(trad);
  }

  function leggTil(post, element) {
    const nar = post.activity.timestamp ? dato(new Date(post.activity.timestamp)) : sisteDag;
    if (nar !== sisteDag && !trader.has(post.thread ?? post.id)) {
      sisteDag = nar;
      logg.append(el("h3", { class: "dag" }, nar));
    }
    const mal = sted(post);
    if (mal === logg) logg.append(element);
    else mal.insertBefore(element, mal.lastElementChild);
  }

  function bytt(gammel, ny) {
    const fokus = gammel.contains(document.activeElement);
    gammel.replaceWith(ny);
    if (fokus) {
      ny.setAttribute("tabindex", "-1");
      ny.focus({ preventScroll: true });
    }
  }

  /** Shows new and changed posts. Unchanged cards are left alone, so what is half filled in stays. */
  function vis(nye) {
    const nederst = ramme.scrollHeight - ramme.scrollTop - ramme.clientHeight < 120;
    let egen = false;
    for (const post of nye) {
      const kjent = poster.get(post.id);
      if (kjent && kjent.version >= post.version) continue;
      if (post.deleted) {
        kjent?.element.remove();
        poster.delete(post.id);
        continue;
      }
      const element = tegn(post);
      if (kjent) bytt(kjent.element, element);
      else leggTil(post, element);
      poster.set(post.id, { version: post.version, element });
      egen ||= post.person === hjelp.meg();
    }
    if (nye.length && (nederst || egen)) ramme.scrollTop = ramme.scrollHeight;
    folger = nederst || egen;
  }

  function tom(erKanal) {
    kanal = erKanal;
    sisteDag = "";
    poster.clear();
    trader.clear();
    logg.replaceChildren();
  }

  return { vis, tom, nederst: tilBunns, antall: () => poster.size };
}
