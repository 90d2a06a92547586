"""Captured payloads in, Inbound out."""

import json

import pytest

from bot.channels.teams.activity import read_activity
from bot.channels.teams.body import BadBodyError
from bot.channels.teams.parse import Nothing, parse
from dialogs.contract import Attachment

TENANT = "6f1c2d3e-4a5b-4c6d-8e7f-901234567890"


@pytest.fixture
def read(clock, payload):
    def read(name: str, **changes):
        raw = json.dumps({**payload(f"teams/{name}"), **changes}).encode()
        return parse(read_activity(raw), raw=raw, received_at=clock.now())

    return read


def test_a_personal_text(read, clock):
    found = read("text_personal")
    assert (found.kind, found.text, found.scope) == ("text", "meld avvik", "personal")
    assert (found.tenant, found.conversation) == (TENANT, "a:1pqRStUvWxYz-0123_personal")
    assert (found.locale, found.received_at) == ("nb-NO", clock.now())
    assert found.sender.name == "Kari Nordmann (Solgata sykehjem)"
    assert found.sender.aad_object_id == "0a1b2c3d-1111-4222-8333-444455556666"
    assert found.address["serviceUrl"].startswith("https://smba.trafficmanager.net/emea/")
    assert found.address["bot"] == {"id": "28:11111111-2222-4333-8444-555566667777", "name": "Varde"}


@pytest.mark.parametrize(
    ("name", "kind", "scope"),
    [
        ("text_channel_mention", "text", "channel"),
        ("text_group_mention", "text", "group"),
        ("submit", "button", "personal"),
        ("execute", "button", "personal"),
        ("picture", "attachment", "personal"),
        ("file", "attachment", "personal"),
        ("install_personal", "installed", "personal"),
        ("uninstall_personal", "removed", "personal"),
        ("bot_added_team", "installed", "channel"),
        ("bot_removed_team", "removed", "channel"),
        ("member_added_team", "joined", "channel"),
        ("edited", "edited", "personal"),
        ("deleted", "deleted", "personal"),
    ],
)
def test_the_kinds(read, name, kind, scope):
    found = read(name)
    assert (found.kind, found.scope) == (kind, scope)


@pytest.mark.parametrize(
    "name", ["text_channel_no_mention", "upgrade_personal", "channel_renamed", "reaction", "typing"]
)
def test_what_is_no_business_of_ours(read, name):
    assert read(name) is Nothing.IGNORED


@pytest.mark.parametrize("name", ["install_personal", "bot_added_team", "bot_removed_team"])
def test_an_installation_by_nobody_is_ignored(read, name):
    assert read(name, **{"from": None}) is Nothing.IGNORED


def test_what_has_no_person_or_is_of_another_kind_is_ignored(read):
    assert read("channel_renamed", membersAdded=[{"name": "uten id"}]) is Nothing.IGNORED
    assert read("channel_renamed", recipient=None, membersRemoved=[{"name": "uten id"}]) is Nothing.IGNORED
    assert read("edited", channelData={"eventType": "somethingElse"}) is Nothing.IGNORED
    assert read("deleted", channelData={"eventType": "somethingElse"}) is Nothing.IGNORED
    assert read("deleted", conversation={"id": "19:x", "conversationType": "channel"}) is Nothing.IGNORED
    assert read("edited", conversation={"id": "19:x", "isGroup": True}) is Nothing.IGNORED


def test_the_language_is_the_clients_or_the_activitys(read):
    odd = [{"type": "productInfo", "id": "x"}, {"type": None}]
    assert read("text_personal", entities=odd, locale="en-GB").locale == "en-GB"
    assert read("text_personal", entities=odd, locale=None).locale is None


def test_a_picture_of_the_chat(read):
    found = read("picture")
    assert found.text == "bilde av trappa"
    url = "https://smba.trafficmanager.net/emea/v3/attachments/0-neu-d1/views/original"
    assert found.attachments == (Attachment("image/*", "", {"way": "chat", "url": url}),)


def test_a_file_of_the_drive_without_its_name(read):
    (found,) = read("file").attachments
    assert found.ending == "jpg"
    assert found.source == {"way": "drive", "url": "https://fjordvik-my.sharepoint.com/x"}
    assert "trapp" not in str(found)


DRIVE = "application/vnd.microsoft.teams.file.download.info"


@pytest.mark.parametrize(
    ("attachment", "ending", "way"),
    [
        (
            {"contentType": DRIVE, "name": "Kari Nordmann.HEIC", "content": {"downloadUrl": "https://x"}},
            "heic",
            "drive",
        ),
        ({"contentType": DRIVE, "name": "x.jpg", "content": {"downloadUrl": "u", "fileType": "../x"}}, "jpg", "drive"),
        ({"contentType": DRIVE, "name": "x.jpg", "content": None}, "jpg", None),
        ({"contentType": "image/png", "name": "x"}, "", None),
        ({"contentType": "audio/mp4", "contentUrl": "https://x"}, "", None),
        ({"contentType": None, "contentUrl": "https://x"}, "", None),
    ],
)
def test_attachments_of_all_sorts(read, attachment, ending, way):
    (found,) = read("picture", attachments=[attachment]).attachments
    assert found.ending == ending
    assert (found.source or {}).get("way") == way


def test_what_nobody_attached(read):
    quoted = [{"contentType": "messageReference", "content": "{}"}, {"contentType": "text/html", "content": "<p>x</p>"}]
    preview = {"contentType": "application/vnd.microsoft.card.thumbnail", "content": {"title": "x"}}
    found = read("picture", attachments=[*quoted, preview])
    assert (found.kind, found.attachments) == ("text", ())


def test_pictures_are_for_the_personal_chat(read):
    group = {"id": "19:x", "conversationType": "groupChat"}
    bot = {"id": "28:11111111-2222-4333-8444-555566667777", "name": "Varde"}
    mention = {"type": "mention", "mentioned": bot, "text": "<at>Varde</at>"}
    found = read("picture", conversation=group, text="<at>Varde</at> hjelp", entities=[mention])
    assert (found.kind, found.text, found.attachments) == ("text", "hjelp", ())
    assert read("picture", conversation=group, text="<at>Varde</at>", entities=[mention]).kind == "attachment"


@pytest.mark.parametrize("content", ["x", 5, [1], {"downloadUrl": 5}, {"fileType": {}}])
def test_a_drive_file_of_the_wrong_shape_is_a_bad_request(read, content):
    with pytest.raises(BadBodyError):
        read("file", attachments=[{"contentType": DRIVE, "content": content}])


def test_another_invoke_is_not_offered(read):
    assert read("task_fetch") is Nothing.NOT_OFFERED


def test_mentions(read):
    assert read("text_channel_mention").text == "meld avvik for Ola Brekke"
    assert read("text_group_mention").text == "hjelp"


@pytest.mark.parametrize(("name", "wants_card"), [("submit", False), ("execute", True)])
def test_buttons(read, name, wants_card):
    found = read(name)
    assert found.wants_card is wants_card
    assert found.card_id == "1763799999000"
    assert {key: found.value[key] for key in ("action", "token", "sak")} == {
        "action": "avvik.alvor",
        "token": "op-7Zk3",
        "sak": 42,
    }
    assert found.value["fields"]["beskrivelse"] == "skled på isen"


@pytest.mark.parametrize(
    "value",
    [
        {"varde": 5},
        {"varde": {"action": "x"}},
        {"varde": {"action": "x", "token": ["y"]}},
        {"varde": {"action": "", "token": "y"}},
        {"varde": {"action": "x", "token": "y" * 501}},
        {"varde": {"action": "x\n", "token": "y"}},
        {"other": True},
        "text",
        [1],
        7,
        False,
    ],
)
def test_a_strange_button_is_a_button_without_a_value(read, value):
    submitted = read("submit", value=value)
    assert (submitted.kind, submitted.value) == ("button", {})
    executed = read("execute", value={"action": {"verb": "varde", "data": value}})
    assert (executed.kind, executed.value) == ("button", {})
    assert read("execute", value=value).value == {}


def test_a_button_without_an_operation_has_an_empty_token(read):
    ours = {"action": "say", "value": "mine  avvik", "token": ""}
    assert read("submit", value={"varde": ours}).value == {**ours, "fields": {}}


def test_a_foreign_verb_is_not_ours(read, payload):
    value = payload("teams/execute")["value"]
    value["action"]["verb"] = "other"
    assert read("execute", value=value).value == {}


def test_inputs_are_texts(read):
    ours = {"action": "a", "token": "t", "fields": "forged"}
    value = {"varde": ours, "a": True, "b": 3, "c": None, "d": 1.5, "e": ["x"], "f": " x\u200b ", "msteams": {"y": 1}}
    found = read("submit", value=value)
    assert found.value["fields"] == {"a": "true", "b": "3", "c": "", "d": "1.5", "f": "x"}


def test_the_member_who_joined_is_the_sender(read):
    found = read("member_added_team")
    assert found.sender.user_id == "29:1olaOla"
    assert found.value["members"][0]["aad_object_id"] == "0a1b2c3d-9999-4222-8333-444455556666"


def test_a_redelivery_has_the_same_key_and_another_event_another(read):
    first = read("text_personal").key
    assert read("text_personal").key == first
    others = [
        read("text_personal", id="1763800000002"),
        read("text_personal", conversation={"id": "a:2", "tenantId": TENANT}),
        read("edited"),
        read("edited", timestamp="2026-11-22T08:30:01Z"),
        read("deleted"),
        read("submit", id="x"),
    ]
    assert len({first, *(one.key for one in others)}) == 7


def test_the_parts_of_a_key_cannot_run_together(read):
    one = read("text_personal", conversation={"id": "a|message"}, id="b")
    two = read("text_personal", conversation={"id": "a"}, id="message|b")
    assert one.key != two.key


def test_an_event_without_an_id_is_known_by_its_body(read):
    assert read("install_personal", id=None).key == read("install_personal", id=None).key
    assert read("install_personal", id=None).key != read("uninstall_personal", id=None).key


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"type": None}, "missing:type"),
        ({"type": 5}, "wrong_type:type"),
        ({"id": 5}, "wrong_type:id"),
        ({"id": None}, "missing:id"),
        ({"id": "a\nb"}, "bad_id:id"),
        ({"id": "x" * 1001}, "bad_id:id"),
        ({"text": ["a"]}, "wrong_type:text"),
        ({"from": "kari"}, "wrong_type:from"),
        ({"from": {}}, "missing:from.id"),
        ({"from": {"id": 5}}, "wrong_type:id"),
        ({"conversation": None}, "missing:id"),
        ({"conversation": []}, "wrong_type:conversation"),
        ({"serviceUrl": None}, "missing:serviceUrl"),
        ({"serviceUrl": {}}, "wrong_type:serviceUrl"),
        ({"entities": "x"}, "wrong_type:entities"),
        ({"entities": ["x"]}, "wrong_type:entities"),
        ({"entities": [{"type": "mention", "mentioned": "x"}]}, "wrong_type:mentioned"),
        ({"attachments": {"a": 1}}, "wrong_type:attachments"),
        ({"channelData": 5}, "wrong_type:channelData"),
        ({"channelData": {"tenant": "t"}}, "wrong_type:tenant"),
        ({"membersAdded": [1]}, "wrong_type:membersAdded"),
        ({"timestamp": 1}, "wrong_type:timestamp"),
        ({"text": "x" * 100_001}, "too_large"),
    ],
)
def test_wrong_types_are_bad_requests(read, changes, code):
    with pytest.raises(BadBodyError) as refused:
        read("text_personal", **changes)
    assert refused.value.code == code
