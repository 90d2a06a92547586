"""How the API shows what was posted. Pure."""

from bot.channels.playground import cards
from bot.channels.playground.model import Json, Post


def post_json(post: Post, aad: str | None) -> Json:
    """A post as the API shows it; `actions` are the titles of the buttons that a click may name."""
    activity = post.seen_by(aad)
    return {
        "id": post.id,
        "seq": post.seq,
        "version": post.version,
        "kind": post.kind,
        "person": post.person,
        "thread": post.thread,
        "edited": post.edited,
        "deleted": post.deleted,
        "failure": post.failure,
        "actions": [action.get("title", "") for action in cards.actions_of(activity)] if post.kind == "bot" else [],
        "activity": activity,
    }
