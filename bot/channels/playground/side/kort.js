// The bot's Adaptive Cards, rendered by Microsoft's own library in the page's colours.

import { el } from "./dom.js";

const farge = (navn, svak = navn) => ({ default: `var(--${navn})`, subtle: `var(--${svak})` });
const farger = {
  default: farge("tekst", "dempet"),
  dark: farge("tekst", "dempet"),
  light: farge("dempet"),
  accent: farge("lenke"),
  good: farge("godt"),
  warning: farge("obs"),
  attention: farge("fare"),
};
const flate = (navn) => ({ backgroundColor: `var(--${navn})`, foregroundColors: farger });

const oppsett = {
  supportsInteractivity: true,
  fontFamily: "inherit",
  fontSizes: { small: 13, default: 15, medium: 16, large: 19, extraLarge: 22 },
  fontWeights: { lighter: 400, default: 400, bolder: 650 },
  lineHeights: { small: 18, default: 22, medium: 24, large: 26, extraLarge: 30 },
  spacing: { small: 6, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 16 },
  separator: { lineThickness: 1, lineColor: "var(--strek)" },
  imageSizes: { small: 40, medium: 80, large: 160 },
  textStyles: { heading: { size: "medium", weight: "bolder" }, columnHeader: { weight: "bolder" } },
  textBlock: { headingLevel: 3 },
  containerStyles: {
    default: flate("kort"),
    emphasis: flate("kort-2"),
    accent: flate("kort-2"),
    good: flate("godt-flate"),
    attention: flate("fare-flate"),
    warning: flate("obs-flate"),
  },
  actions: {
    maxActions: 20,
    spacing: "medium",
    buttonSpacing: 8,
    showCard: { actionMode: "inline", inlineTopMargin: 12 },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
  },
  factSet: {
    title: { color: "default", size: "default", isSubtle: true, weight: "default", wrap: true, maxWidth: 130 },
    value: { color: "default", size: "default", isSubtle: false, weight: "default", wrap: true },
    spacing: 12,
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "bolder" },
      optionalInputs: { weight: "bolder" },
    },
    errorMessage: { color: "attention", weight: "default" },
  },
};

const rom = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** A card as an element. `trykk` gets {type, id, title, verb, data} with the inputs merged into data. */
export function tegnKort(innhold, trykk) {
  const bibliotek = globalThis.AdaptiveCards;
  if (!bibliotek) {
    return el("p", { class: "feil" }, "Kortet kan ikke vises: kjør make setup, og last siden på nytt.");
  }
  // What the bot says is plain text here: no markdown, and nothing that a person wrote becomes markup.
  bibliotek.AdaptiveCard.onProcessMarkdown = (tekst, resultat) => {
    resultat.outputHtml = tekst.replace(/[&<>"']/g, (tegn) => rom[tegn]).replace(/\n/g, "<br>");
    resultat.didProcess = true;
  };
  const kort = new bibliotek.AdaptiveCard();
  kort.hostConfig = new bibliotek.HostConfig(oppsett);
  const ramme = el("div", { class: "kort" });
  kort.onExecuteAction = (handling) => {
    if (handling instanceof bibliotek.OpenUrlAction) {
      if (/^https?:\/\//i.test(handling.url ?? "")) window.open(handling.url, "_blank", "noopener,noreferrer");
      return;
    }
    if (!["Action.Submit", "Action.Execute"].includes(handling.getJsonTypeName()) || ramme.getAttribute("aria-busy") === "true") return;
    ramme.setAttribute("aria-busy", "true");
    const { type, id, title, verb } = handling.toJSON();
    trykk({ type, id, title, verb, data: handling.data ?? {} }).finally(() => ramme.removeAttribute("aria-busy"));
  };
  try {
    kort.parse(innhold);
    ramme.append(kort.render());
  } catch {
    ramme.append(el("p", { class: "feil" }, "Kortet har en feil og kan ikke vises."));
  }
  return ramme;
}
