// Requests to the playground's API, and the stream of what happens.

export class Avvist extends Error {
  constructor(status, kode, melding) {
    super(melding);
    this.status = status;
    this.kode = kode;
  }
}

async function svarPa(forsporsel) {
  let svar;
  try {
    svar = await forsporsel;
  } catch {
    throw new Avvist(0, "NoConnection", "Fikk ikke kontakt med prøverommet. Går det fortsatt?");
  }
  const kropp = await svar.json().catch(() => null);
  if (svar.ok) return kropp;
  const feil = kropp?.error ?? {};
  throw new Avvist(svar.status, feil.code ?? "Unknown", feil.message ?? `Svarte ${svar.status}.`);
}

export const hent = (sti, sporring = {}) => {
  const tekst = new URLSearchParams(sporring).toString();
  return svarPa(fetch(`/playground/${sti}${tekst ? `?${tekst}` : ""}`));
};

export const send = (sti, kropp) =>
  svarPa(
    fetch(`/playground/${sti}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(kropp),
    }),
  );

/** Puts a file in; the answer's id goes with the line. */
export const leggInn = (fil) =>
  svarPa(
    fetch(`/playground/files?${new URLSearchParams({ name: fil.name, type: fil.type })}`, { method: "POST", body: fil }),
  );

/** Calls `ved` for each event; after a broken connection with {type: "resync"}, as something may have been missed. */
export function lytt(ved) {
  const kilde = new EventSource("/playground/events");
  let brutt = false;
  kilde.onopen = () => {
    if (brutt) ved({ type: "resync" });
    brutt = false;
  };
  kilde.onerror = () => {
    brutt = true;
  };
  kilde.onmessage = (melding) => ved(JSON.parse(melding.data));
}
