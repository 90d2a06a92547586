"""What Microsoft's side remembers: conversations, posts and who has read how far. A small SQLite file of its own."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.channels.playground.model import Json, PlaygroundFile, Post, PostKind

SCHEMA = """
create table if not exists chat (id text primary key, person text not null, installed integer not null default 1);
create table if not exists gone (channel text primary key);
create table if not exists post (
    seq integer primary key autoincrement, version integer not null, conversation text not null, id text not null,
    kind text not null, person text, thread text, activity text not null, failure text, views text not null default '{}',
    edited integer not null default 0, deleted integer not null default 0, unique (conversation, id));
create index if not exists post_version on post (conversation, version);
create table if not exists seen (conversation text not null, person text not null, seq integer not null,
    primary key (conversation, person));
create table if not exists file (id text primary key, name text not null, type text not null, data blob not null);
"""
COLUMNS = "seq, version, conversation, id, kind, person, thread, activity, failure, views, edited, deleted"


class Store:
    """Synchronous and quick: each call is one small statement. Losing the last posts in a power cut is acceptable here."""

    def __init__(self, path: Path | None = None) -> None:
        """Opens or makes the file; without a path everything is in memory."""
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        self._db.execute("pragma journal_mode = wal")
        self._db.execute("pragma synchronous = off")
        self._db.executescript(SCHEMA)
        self._version: int = self._db.execute("select coalesce(max(version), 0) from post").fetchone()[0]
        self._message: int = self._db.execute(
            "select coalesce(max(cast(id as integer)), 0) from post where id glob '[0-9]*'"
        ).fetchone()[0]

    def close(self) -> None:
        """Closes the file; the store is of no use afterwards."""
        self._db.close()

    def chats(self) -> list[tuple[str, str, bool]]:
        """Every personal chat: its id, the person's aadObjectId, whether the bot is installed."""
        return [(row[0], row[1], bool(row[2])) for row in self._db.execute("select id, person, installed from chat")]

    def keep_chat(self, conversation: str, person: str, *, installed: bool) -> None:
        """Adds a personal chat, or notes that the bot came or went."""
        self._db.execute(
            "insert into chat values (?, ?, ?) on conflict (id) do update set installed = excluded.installed",
            (conversation, person, installed),
        )

    def channels_without_bot(self) -> set[str]:
        """The channels that the bot was removed from."""
        return {row[0] for row in self._db.execute("select channel from gone")}

    def keep_channel(self, channel: str, *, installed: bool) -> None:
        """Notes that the bot came to a channel or went."""
        sql = "delete from gone where channel = ?" if installed else "insert or ignore into gone values (?)"
        self._db.execute(sql, (channel,))

    def message_id(self, milliseconds: int) -> str:
        """A new message id, which in Teams is the time in milliseconds; always greater than those before."""
        self._message = max(self._message + 1, milliseconds)
        return str(self._message)

    def add(
        self,
        conversation: str,
        post_id: str,
        kind: PostKind,
        activity: Json,
        *,
        person: str | None = None,
        thread: str | None = None,
        failure: Json | None = None,
    ) -> Post:
        """Adds a post at the end of a conversation."""
        self._version += 1
        cursor = self._db.execute(
            "insert into post (version, conversation, id, kind, person, thread, activity, failure)"
            " values (?, ?, ?, ?, ?, ?, ?, ?)",
            (self._version, conversation, post_id, kind, person, thread, json.dumps(activity), _dump(failure)),
        )
        seq = cursor.lastrowid or 0
        return Post(seq, self._version, conversation, post_id, kind, person, thread, activity, failure)

    def save(self, post: Post) -> Post:
        """Writes a changed post and gives it a new version."""
        self._version += 1
        self._db.execute(
            "update post set version = ?, activity = ?, failure = ?, views = ?, edited = ?, deleted = ? where seq = ?",
            (
                self._version,
                json.dumps(post.activity),
                _dump(post.failure),
                json.dumps(dict(post.views)),
                post.edited,
                post.deleted,
                post.seq,
            ),
        )
        return replace(post, version=self._version)

    def find(self, conversation: str, post_id: str) -> Post | None:
        """One post, also a deleted one."""
        rows = self._db.execute(
            f"select {COLUMNS} from post where conversation = ? and id = ?",  # noqa: S608 - a constant
            (conversation, post_id),
        )
        return next(_posts(rows), None)

    def changes(self, conversation: str, after: int = 0) -> list[Post]:
        """The posts that are new or changed since a version, in the order they were posted."""
        return list(
            _posts(
                self._db.execute(
                    f"select {COLUMNS} from post where conversation = ? and version > ? order by seq",  # noqa: S608 - a constant
                    (conversation, after),
                )
            )
        )

    def newest(self, conversation: str) -> int:
        """The version of the newest change in the conversation; 0 when nothing was posted."""
        row: tuple[int] = self._db.execute(
            "select coalesce(max(version), 0) from post where conversation = ?", (conversation,)
        ).fetchone()
        return row[0]

    def last(self, conversation: str) -> Post | None:
        """The newest post that still stands."""
        rows = self._db.execute(
            f"select {COLUMNS} from post where conversation = ? and not deleted order by seq desc limit 1",  # noqa: S608 - a constant
            (conversation,),
        )
        return next(_posts(rows), None)

    def unread(self, conversation: str, person: str) -> int:
        """How many posts by others a person has not read."""
        row: tuple[int] = self._db.execute(
            "select count(*) from post where conversation = ?1 and kind <> 'note' and not deleted and person is not ?2"
            " and seq > coalesce((select seq from seen where conversation = ?1 and person = ?2), 0)",
            (conversation, person),
        ).fetchone()
        return row[0]

    def read(self, conversation: str, person: str) -> None:
        """Marks everything in a conversation as read by a person."""
        self._db.execute(
            "insert into seen select ?1, ?2, coalesce(max(seq), 0) from post where conversation = ?1"
            " on conflict (conversation, person) do update set seq = excluded.seq",
            (conversation, person),
        )

    def keep_file(self, file: PlaygroundFile) -> None:
        """Adds a file that somebody is about to send."""
        self._db.execute("insert into file values (?, ?, ?, ?)", (file.id, file.name, file.type, file.data))

    def file(self, file_id: str) -> PlaygroundFile | None:
        """A file by its id."""
        row = self._db.execute("select id, name, type, data from file where id = ?", (file_id,)).fetchone()
        return PlaygroundFile(*row) if row else None


def _dump(value: Json | None) -> str | None:
    return None if value is None else json.dumps(value)


def _posts(rows: Iterable[tuple[Any, ...]]) -> Iterator[Post]:
    for row in rows:
        seq, version, conversation, post_id, kind, person, thread, activity, failure, views, edited, deleted = row
        yield Post(
            seq,
            version,
            conversation,
            post_id,
            kind,
            person,
            thread,
            json.loads(activity),
            failure=json.loads(failure) if failure else None,
            views=json.loads(views),
            edited=bool(edited),
            deleted=bool(deleted),
        )
