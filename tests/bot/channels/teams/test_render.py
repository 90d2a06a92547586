"""Messages as activities: plain where they can be, cards where they must, never markdown of what a person wrote."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.channels.teams.buttons import submit_value
from bot.channels.teams.inputs import is_literal
from bot.channels.teams.render import MAX_BYTES, render, render_card, to_bytes
from dialogs.contract import Button, Facts, Field, Message, Option, Paragraph, Picture, Run

DATA = {"action": "avvik.bekreft", "token": "op-1", "sak": 42}


def card(*blocks, buttons=(), fields=()):
    return render_card(Message(tuple(blocks), tuple(buttons), tuple(fields)))


def every(element, kind):
    """All elements of a type, wherever they stand."""
    if isinstance(element, dict):
        found = [element] if element.get("type") == kind else []
        return found + [one for value in element.values() for one in every(value, kind)]
    return [one for value in element for one in every(value, kind)] if isinstance(element, list) else []


def shown(element):
    return [run["text"] for run in every(element, "TextRun")]


def paragraph(text, tone="normal", **look):
    return Paragraph((Run(text, **look),), tone)


def test_simple_words_are_plain_text():
    activity = render(Message((paragraph("Hei **du**"), paragraph("Skriv «hjelp».")), summary="Svar fra Varde"))
    assert activity == {
        "type": "message",
        "summary": "Svar fra Varde",
        "textFormat": "plain",
        "text": "Hei **du**\n\nSkriv «hjelp».",
    }


def test_a_button_for_a_dialog_asks_the_client_for_it():
    made = card(paragraph("x"), buttons=[Button("Fyll ut", DATA, inputs=False, dialog=True)])
    assert every(made, "Action.Execute") == []
    assert every(made, "Action.Submit") == [
        {
            "type": "Action.Submit",
            "title": "Fyll ut",
            "data": {"varde": DATA, "msteams": {"type": "task/fetch"}},
            "associatedInputs": "none",
        }
    ]


@pytest.mark.parametrize("text", ["<at>Ola</at>", "<AT>Ola</AT>", '<at id="0">Ola</at >', "< at>Ola</ at>"])
def test_plain_text_cannot_mention_anybody(text):
    assert "<" not in render(Message((paragraph(text),)))["text"]


@pytest.mark.parametrize(
    "message",
    [
        Message((paragraph("x", bold=True),)),
        Message((paragraph("x", "quote"),)),
        Message((paragraph("x", "emergency"),)),
        Message((paragraph("x"),), (Button("Ja", DATA),)),
        Message((paragraph("x"),), fields=(Field("a", "A"),)),
        Message((Facts((("a", "b"),)),)),
        Message(()),
    ],
)
def test_everything_else_is_a_card(message):
    activity = render(message)
    content = activity["attachments"][0]["content"]
    assert "text" not in activity
    assert (content["type"], content["version"]) == ("AdaptiveCard", "1.5")
    assert (activity["summary"], content["fallbackText"]) == (message.summary, message.summary)


def test_the_tones_can_be_told_apart():
    made = card(
        paragraph("Er noen i fare, ring 113", "emergency"), paragraph("sitat", "quote"), paragraph("lite", "small")
    )
    assert [one["style"] for one in every(made, "Container")] == ["attention", "emphasis"]
    emergency, quote, small = every(made, "TextRun")
    assert (emergency["color"], emergency["weight"]) == ("Attention", "Bolder")
    assert "weight" not in quote
    assert small["isSubtle"]


def test_a_heading_is_one_only_when_its_words_are_not_markdown():
    real = card(paragraph("Sak AVV-2026-0042: fall på is", "heading"))
    assert every(real, "TextBlock")[0]["style"] == "heading"
    risky = card(paragraph("Sak [lenke](https://evil.example)", "heading"))
    assert every(risky, "TextBlock") == []
    assert every(risky, "TextRun")[0]["size"] == "Large"


@pytest.mark.parametrize(
    "text",
    [
        "*a*",
        "_a_",
        "# a",
        "1. a",
        "- a",
        "[a](b)",
        "a](b",
        "http://a",
        "a.no",
        "<b>",
        "{{DATE(2026)}}",
        "`a`",
        "~a~",
        "a|b",
        "\\a",
        "&amp;",
        "!",
        "",
    ],
)
def test_markdown_is_not_literal(text):
    assert not is_literal(text)


@pytest.mark.parametrize(
    "text", ["Ja", "Nytt avvik AVV-2026-0042", "«Vernerunde» kl. 08.00", "Hvor alvorlig?", "Æ, ø og å (alle)"]
)
def test_ordinary_words_are_literal(text):
    assert is_literal(text)


def test_facts_are_no_fact_set():
    made = card(Facts((("Hvor", "Solgata *sykehjem*\nkjelleren"), ("Når", ""))))
    assert every(made, "FactSet") == []
    assert shown(made) == ["Hvor", "Solgata *sykehjem*", "kjelleren", "Når", "–"]


def test_lines_are_kept_and_spaces_between_runs_too():
    made = card(Paragraph((Run("Jeg leste: ", bold=True), Run("en\nto"), Run(" tre")), "quote"))
    assert [shown(block) for block in every(made, "RichTextBlock")] == [["Jeg leste: ", "en"], ["to", " tre"]]


def test_links_are_https_or_a_phone():
    good = card(Paragraph((Run("ring", href="tel:113"), Run("les", href="https://a.no/x"))))
    assert [one["selectAction"]["url"] for one in every(good, "TextRun")] == ["tel:113", "https://a.no/x"]
    bad = card(Paragraph((Run("x", href="javascript:alert(1)"), Run("y", href="http://evil.example"))))
    assert not any("selectAction" in one for one in every(bad, "TextRun"))


def test_pictures_have_words():
    good, bad = Picture("https://a.no/x.png", "Trapp uten rekkverk"), Picture("file:///etc/passwd", "Ingen")
    made = card(good, bad)
    assert [(one["url"], one["altText"]) for one in every(made, "Image")] == [
        ("https://a.no/x.png", "Trapp uten rekkverk")
    ]
    assert shown(made) == ["Ingen"]


def test_a_button_comes_back_as_it_was_made():
    made = card(paragraph("x"), buttons=[Button("Bekreft mottak", DATA, style="positive")])
    execute = every(made, "Action.Execute")[0]
    assert (execute["verb"], execute["title"], execute["style"]) == ("varde", "Bekreft mottak", "positive")
    assert execute["fallback"]["type"] == "Action.Submit"
    assert execute["fallback"]["data"] == execute["data"]
    assert submit_value({**execute["data"], "felt": "x"}) == {**DATA, "fields": {"felt": "x"}}


def test_a_button_may_leave_the_fields_alone():
    made = card(
        buttons=[Button("Avbryt", DATA, inputs=False), Button("Send", DATA)], fields=[Field("a", "A", required=True)]
    )
    leave, send = every(made, "Action.Execute")
    assert leave["associatedInputs"] == leave["fallback"]["associatedInputs"] == "none"
    assert "associatedInputs" not in send


def test_a_link_button():
    buttons = [
        Button("Les", url="https://a.no/"),
        Button("Ring 113", url="tel:113"),
        Button("Vond", url="javascript:x"),
    ]
    assert [one["url"] for one in every(card(buttons=buttons), "Action.OpenUrl")] == ["https://a.no/", "tel:113"]


@pytest.mark.parametrize(("count", "sets"), [(1, [1]), (6, [6]), (7, [6, 1]), (14, [6, 6, 2])])
def test_at_most_six_buttons_in_a_set(count, sets):
    made = card(buttons=[Button(f"Valg {n}", DATA) for n in range(count)])
    assert [len(one["actions"]) for one in every(made, "ActionSet")] == sets
    assert "actions" not in made


def test_fields():
    options = (Option("1", "Lite"), Option("4", "Svært alvorlig"))
    fields = [
        Field("a", "Hva skjedde?", required=True, long=True, max_length=500, error="Skriv hva som skjedde"),
        Field("b", "Hvor alvorlig?", "choice", options, value="4"),
        Field("c", "Når?", "date", value="2026-11-21", required=True),
        Field("d", "Klokka", "time"),
        Field("e", "Noen ble skadet", "check"),
    ]
    text, choice, date, time, check = card(fields=fields)["body"]
    assert (text["isMultiline"], text["maxLength"], text["errorMessage"]) == (True, 500, "Skriv hva som skjedde")
    assert (choice["style"], choice["value"]) == ("expanded", "4")
    assert choice["choices"] == [{"title": "Lite", "value": "1"}, {"title": "Svært alvorlig", "value": "4"}]
    assert (date["type"], date["value"], date["errorMessage"]) == ("Input.Date", "2026-11-21", "Når?")
    assert time["type"] == "Input.Time"
    assert (check["title"], check["valueOn"], check["valueOff"]) == ("Noen ble skadet", "true", "false")
    assert [one["id"] for one in (text, choice, date, time, check)] == list("abcde")


def test_an_open_list_would_read_markdown_so_it_is_folded():
    options = (Option("1", "**Lite**"), Option("2", "Stort"))
    choice = card(fields=[Field("a", "A", "choice", options)])["body"][0]
    assert choice["style"] == "compact"
    check = card(fields=[Field("a", "*Skadet* [x](y)", "check")])["body"][0]
    assert (check["title"], check["label"]) == ("Skadet x y", "*Skadet* [x](y)")
    check = card(fields=[Field("a", "Holde vernedag(er), Fjordvik (40 timer)", "check")])["body"][0]
    assert check["title"] == "Holde vernedager, Fjordvik – 40 timer"


def test_the_longest_quote_gives_way_first():
    long, short = "lang " * 30_000, "kort " * 1_000
    activity = render(Message((paragraph(long, "quote"), paragraph(short, "quote"), paragraph("Til slutt", bold=True))))
    texts = shown(activity)
    assert len(to_bytes(activity)) <= MAX_BYTES
    assert texts[0].endswith("«…»")
    assert texts[1:] == [short, "Til slutt"]


def test_a_text_of_ten_thousand_characters_is_whole():
    text = "æ" * 10_000
    assert shown(card(paragraph(text, "quote"))) == [text]


TEXT = st.text(max_size=60) | st.sampled_from(
    ["*a*", "[a](https://b)", "<at>x</at>", "\u202eabc", "\x00", "a\nb\n", "1. a", "{{DATE(x)}}"]
)
TONES = st.sampled_from(["normal", "heading", "emergency", "quote", "small"])
RUNS = st.builds(Run, TEXT, st.booleans(), st.booleans(), st.none() | TEXT)
BLOCKS = st.one_of(
    st.builds(Paragraph, st.lists(RUNS, max_size=3).map(tuple), TONES),
    st.builds(Facts, st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)),
    st.builds(Picture, TEXT, TEXT),
)
BUTTONS = st.builds(Button, TEXT, st.just(DATA), st.none() | TEXT)
FIELDS = st.builds(
    Field,
    TEXT,
    TEXT,
    st.sampled_from(["text", "choice", "date", "time", "check"]),
    st.lists(st.builds(Option, TEXT, TEXT), max_size=7).map(tuple),
    st.none() | TEXT,
    st.booleans(),
)
MESSAGES = st.builds(
    Message,
    st.lists(BLOCKS, max_size=6).map(tuple),
    st.lists(BUTTONS, max_size=8).map(tuple),
    st.lists(FIELDS, max_size=4).map(tuple),
    TEXT,
)


@settings(max_examples=200, deadline=None)
@given(message=MESSAGES)
def test_no_text_of_anybody_is_ever_markdown(message):
    activity = render(message)
    assert len(to_bytes(activity)) <= MAX_BYTES
    for block in every(activity, "TextBlock"):
        assert is_literal(block["text"])
    for choices in every(activity, "Input.ChoiceSet"):
        assert choices["style"] == "compact" or all(is_literal(one["title"]) for one in choices["choices"])
    for toggle in every(activity, "Input.Toggle"):
        assert not set(toggle["title"]) & set("*_[]()#`~<>{}|\\!")
    assert every(activity, "FactSet") == []
    assert not any("{{DATE" in text for text in shown(activity))
    assert "<at" not in activity.get("text", "").lower()
    assert activity.get("textFormat", "plain") == "plain"


@settings(max_examples=30, deadline=None)
@given(message=MESSAGES, size=st.integers(1_000, 200_000), times=st.integers(1, 300), where=st.integers(0, 7))
def test_no_message_is_too_large(message, size, times, where):
    big = 'æ\n"' * (size // 3)
    many = [
        Message((paragraph(big),)),
        Message(message.blocks * times),
        Message((Facts(((big, big),) * 3),)),
        Message((Paragraph(tuple(Run("x", bold=True) for _ in range(times * 30))),)),
        Message((), tuple(Button(big, {**DATA, "x": big}) for _ in range(3))),
        Message((), fields=tuple(Field(big, big, "choice", (Option(big, big),) * 2, big) for _ in range(2))),
        Message((Picture("https://a.no/" + "x" * size, big),), summary=big),
        Message((), fields=(Field("a", "A", "choice", tuple(Option(str(n), "valg") for n in range(times * 20))),)),
    ]  # fmt: skip
    assert len(to_bytes(render(many[where]))) <= MAX_BYTES
    assert len(json.dumps(render_card(many[where]), ensure_ascii=False).encode()) <= MAX_BYTES * 1.3
