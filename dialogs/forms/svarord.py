"""Yes and no, as people write them in answer to a question."""

YES = frozenset({"ja", "jo", "jepp", "yes", "yep"})
NO = frozenset({"nei", "nope", "niks", "no"})
THANKS = (" takk", " thanks", " thank you")


def plain(said: str) -> str:
    """The word itself, without a full stop and thanks."""
    folded = said.strip().casefold().rstrip(".!")
    for thanks in THANKS:
        folded = folded.removesuffix(thanks)
    return folded.strip(" ,")


def is_no(said: str) -> bool:
    """Is it a no, and nothing else: an answer to what is asked, not a way out?"""
    return plain(said) in NO
