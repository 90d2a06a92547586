"""«Hvem er …» in chat: one's own, a named place or person, a vacancy, a choice, and what a guest may ask. Krav 5.0, 3.0-2."""

from tests.fakes.fjordvik import Fjordvik


async def test_whose_role_it_is_here_there_and_for_somebody(by: Fjordvik) -> None:
    await by.spill("""
        Kari: hvem er verneombudet mitt
        Varde: Verneombud, Solgata … Ingrid Haugen: telefon 00 00 40 46
        Kari: hvem er lederen til Ola Brekke
        Varde: Enhetsleder, Solgata sykehjem … Randi Fjeld
        Kari: hvem er brannvernleder på rådhuset
        Varde: Brannvernleder, Rådhuset … Simen Aalberg
        Kari: hvem er verneombud i bo- og miljøtjenesten
        Varde: Verneombud, Bo- og miljøtjenesten: ingen har rollen nå. Inntil videre kan du kontakte … Britt Karin Melby, hovedverneombud: telefon
        Kari: hvem er leder i sone nord
        Varde: Avdelingsleder, Sone nord: ingen har rollen nå. Stedfortreder er … Øystein Mo
        Kari: hvem er verneombud på skolen
        Varde: Flere passer. Hvem eller hvor mener du? [Åsen skole] [Fjordvik skole]
        Kari: [Fjordvik skole]
        Varde: Verneombud, Fjordvik skole
        Kari: hvem er verneombud på Qwertyuiop
        Varde: Jeg fant ikke «Qwertyuiop». [Vis for min enhet]
        Kari: [Vis for min enhet]
        Varde: Ingrid Haugen
        Kari: hvem er vaktmester
        Varde: Jeg kjenner ingen rolle, enhet eller person som heter «vaktmester». … Hvem vil du vite om? [Verneombud] [Brannvernleder]
        Kari: hvem er Terje Nilsen
        Varde: Terje Nilsen · telefon … Kommunalsjef teknikk og samfunn: Teknikk og samfunn [Nærmeste leder]
        Kari: [Nærmeste leder]
        Varde: Rolf Magne Solli
        Ingrid: nynorsk
        Ingrid: kven er verneombodet mitt
        Varde: Verneombod, Solgata … Ingrid Haugen (deg)
        Ola: english
        Ola: who is my safety representative
        Varde: Safety representative, Solgata … Ingrid Haugen
    """)


async def test_a_guest_asks_about_roles_and_not_about_people(by: Fjordvik) -> None:
    await by.spill("""
        Kristin Alver: hvem er hovedverneombud
        Varde: Britt Karin Melby
        Kristin Alver: hvem er verneombudet mitt
        Varde: Verneombud er knyttet til et sted. Skriv hvor
        Kristin Alver: hvem er verneombud på Solgata
        Varde: Ingrid Haugen
        Kristin Alver: hvem er lederen til Ola Brekke
        Varde: Jeg fant ikke «Ola Brekke».
    """)
    forged = {"action": "hvem", "roller": ["naermeste_leder"], "type": "person", "id": 44, "token": ""}
    guest = by.folk("Kristin Alver")
    card = [post for post in await guest.alt() if post.kind != "person"][-1]
    for changed in (
        {},
        {"type": "node", "id": 10**6},
        {"type": ["node"]},
        {"id": "1"},
        {"type": "egen", "roller": [7, ["x"], {}]},
    ):
        value = {**forged, **changed}
        await guest.trykker({"type": "Action.Execute", "verb": "varde", "data": {"varde": value}}, card)
        said = "\n".join(post.text for post in await guest.nytt())
        assert "skriv" in said.casefold()
        assert "Randi Fjeld" not in said
