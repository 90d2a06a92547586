"""Where the talk takes place: channels, accounts that nobody knows, install and removal, and a process that is restarted."""

from pathlib import Path

from tests.fakes.fjordvik import SONDAG, Fjordvik, Folk, Post, fjordvik
from tests.fakes.fremmed import fremmed

KANARI = "Zorkmid"


async def room(by: Fjordvik) -> str:
    """The channel of Solgata's MKS group."""
    rooms = await by.call("GET", "/playground/conversations")
    return str(next(one["id"] for one in rooms if one["name"] == "MKS Solgata sykehjem"))


async def said(person: Folk, conversation: str) -> list[Post]:
    """What the bot has said anew to a person in one conversation."""
    return [post for post in await person.nytt() if (post.conversation == conversation) and post.kind == "bot"]


async def test_a_report_in_a_channel_moves_to_the_private_chat(by: Fjordvik) -> None:
    channel = await room(by)
    await by.ola.sier("hei")
    await by.ola.sier(f"@Varde meld avvik: skled på isen med {KANARI}", conversation=channel)
    (here,) = await said(by.ola, channel)
    assert (
        here.text
        == "Jeg har skrevet til deg i en privat samtale. Står det noe om andre i innlegget ditt, så slett det."
    )
    private = [post for post in await by.ola.nytt() if post.conversation != channel]
    assert "Hva skjedde" in private[-1].text
    assert not await by.ola.har_sett(KANARI)
    assert not await by.ingrid.har_sett(KANARI)
    await by.spill("""
        Ola: hull i gulvet på gangen
        Ola: [Bygg, utstyr, glatt underlag, orden]
        Ola: [Ingen skade]
        Ola: 1
        Ola: [Send]
        Varde: AVV-2026-0001. Randi Fjeld skal ha sett saken
    """)
    await by.ola.sier("@Varde mine avvik", conversation=channel)
    assert all("0001" not in post.text for post in await said(by.ola, channel))
    assert await by.ola.har_sett("Saker du har meldt")


async def test_a_channel_before_any_private_chat(by: Fjordvik) -> None:
    channel = await room(by)
    piotr = by.folk("Piotr Kowalski")
    for line in (f"@Varde meld avvik {KANARI}", f"@Varde jeg vil varsle om korrupsjon {KANARI}"):
        await piotr.sier(line, conversation=channel)
        (here,) = await said(piotr, channel)
        assert here.text.startswith("Dette tar vi i en privat samtale.")
    await piotr.sier(f"helt vanlig prat om {KANARI}", conversation=channel)
    assert await said(piotr, channel) == []
    await piotr.sier(f"@Varde det brenner hos {KANARI}", conversation=channel)
    (here,) = await said(piotr, channel)
    assert here.text.startswith("RING 113")
    assert by.spor(KANARI) == []


async def test_an_unknown_account_is_asked_for_the_unit(by: Fjordvik) -> None:
    await by.spill("Ola: hei\nIngrid: hei")
    async with fremmed(by) as vikar:
        assert "Hva skjedde" in (await vikar.sier("meld avvik")).text
        assert "Hva slags avvik" in (await vikar.sier("dør som ikke lukker seg på vaskerommet")).text
        await vikar.trykker("Bygg, utstyr, glatt underlag, orden")
        await vikar.trykker("Ingen skade")
        asked = await vikar.sier("1")
        assert "Hvilken enhet eller avdeling gjelder det?" in asked.text
        assert "fant ingen enhet" in (await vikar.sier("qwrtp zxcv")).text
        several = await vikar.sier("Fjellbris")
        review = several if "Se over" in several.text else await vikar.trykker(several.buttons[0])
        assert "Enhet: Avdeling Fjellbris" in review.text
        assert "Navn: Ny Vikar" in review.text
        receipt = await vikar.trykker("Send")
        assert "AVV-2026-0001. Ola Brekke skal ha sett saken" in receipt.text
        await by.spill("""
            Ola: vis sak 1
            Varde: Meldt av: en person som ikke står i katalogen
            Ola: [Bekreft mottak]
        """)
        assert any("Ola Brekke har sett sak AVV-2026-0001" in post.text for post in vikar.heard)
        assert "AVV-2026-0001" in (await vikar.sier("mine avvik")).text
    assert not [person.name for person in by.people.values() if await person.har_sett("Se over")]


async def test_removed_and_installed_again(by: Fjordvik) -> None:
    await by.kari.installerer()
    await by.kari.ser("Hei, Kari. … [Meld avvik]")
    await by.ola.sier("hei")
    await by.kari.sier("meld avvik: hull i gulvet")
    await by.ola.installerer("remove")
    await by.spill("""
        Kari: [Bygg, utstyr, glatt underlag, orden]
        Kari: [Ingen skade]
        Kari: 1
        Kari: [Send]
        Varde: AVV-2026-0001
        Varde → Ola: ingenting
        Varde → Randi Fjeld: Nytt avvik AVV-2026-0001 [Bekreft mottak]
    """)
    await by.ola.installerer()
    await by.kari.installerer("remove")
    await by.spill("Randi Fjeld: [Bekreft mottak]\nVarde → Kari: ingenting")
    waiting = await by.call("GET", "/playground/outbox")
    assert {row["notice"] for row in waiting} == {"avvik_mottatt"}  # the card's update is given up and obsolete
    await by.kari.installerer()
    await by.kari.ser("Randi Fjeld har sett sak AVV-2026-0001")


async def test_a_restart_in_the_middle_is_not_noticed(data: Path) -> None:
    async with fjordvik(data) as by:
        port = by.port
        await by.spill("""
            Kari: meld avvik: hull i gulvet på gangen
            Varde: Hva slags avvik er det?
        """)
    async with fjordvik(data, SONDAG, port) as by:
        await by.spill("""
            Kari: [Bygg, utstyr, glatt underlag, orden]
            Varde: Ble noen skadet?
            Kari: [Ingen skade]
        """)
    async with fjordvik(data, SONDAG, port) as by:
        await by.spill("""
            Kari: 2
            Varde: Se over … Hva skjedde: hull i gulvet på gangen … Alvorlighet: 2 Middels
            Kari: [Send]
            Varde: AVV-2026-0001
        """)
    async with fjordvik(data, SONDAG, port) as by:
        await by.spill("""
            Ola: [Bekreft mottak]
            Varde → Kari: har sett sak AVV-2026-0001
            Kari: mine avvik
            Varde: AVV-2026-0001: Mottatt
        """)
        assert not await by.kari.har_sett("AVV-2026-0002")
