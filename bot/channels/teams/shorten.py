"""Ever shorter versions of a Message, for a channel with a limit: the longest quotes give way first, buttons last."""

from collections.abc import Iterator
from dataclasses import replace

from dialogs.contract import Block, Button, Facts, Field, Message, Option, Paragraph, Picture, Run

CUT = " «…»"
CAPS = (40_000, 20_000, 10_000, 5_000, 2_500, 1_200, 600, 300)
MAX_LABEL = 200
MAX_BLOCKS, MAX_BUTTONS, MAX_FIELDS, MAX_OPTIONS = 40, 12, 12, 20
MAX_DATA = 1_000


def shorter_versions(message: Message) -> Iterator[Message]:
    """The message with its longest quotes cut, then every text, then the number of things; the last one is tiny."""
    for cap in CAPS:
        yield _cut_texts(message, quotes=cap, others=None)
    for cap in CAPS:
        yield _cut_texts(message, quotes=CAPS[-1], others=cap)
    small = _cut_texts(message, quotes=CAPS[-1], others=CAPS[-1])
    yield _cut_numbers(small)
    yield replace(_cut_numbers(small), blocks=small.blocks[:3], fields=(), buttons=_small_buttons(small.buttons)[:3])
    yield Message(blocks=(Paragraph((Run(_cut(message.summary, MAX_LABEL)),)),))


def _cut_texts(message: Message, *, quotes: int, others: int | None) -> Message:
    blocks = tuple(_cut_block(block, quotes, others) for block in message.blocks)
    if others is None:
        return replace(message, blocks=blocks)
    fields = tuple(_cut_field(field, others) for field in message.fields)
    buttons = tuple(replace(button, label=_cut(button.label, MAX_LABEL)) for button in message.buttons)
    return replace(message, blocks=blocks, fields=fields, buttons=buttons)


def _cut_block(block: Block, quotes: int, others: int | None) -> Block:
    if isinstance(block, Paragraph):
        cap = quotes if block.tone == "quote" else others
        return block if cap is None else replace(block, runs=_cut_runs(block.runs, cap))
    if others is None:
        return block
    if isinstance(block, Facts):
        return Facts(tuple((_cut(label, MAX_LABEL), _cut(value, others)) for label, value in block.rows[:MAX_BLOCKS]))
    return Picture(block.url, _cut(block.alt, MAX_LABEL)) if len(block.url) <= MAX_DATA else Facts(())


def _cut_runs(runs: tuple[Run, ...], cap: int) -> tuple[Run, ...]:
    """The first runs that hold `cap` characters together; the one that crosses the line says that it was cut."""
    kept: list[Run] = []
    left = cap
    for run in runs[:MAX_BLOCKS]:
        if left <= 0:
            break
        href = run.href if run.href is None or len(run.href) <= MAX_DATA else None
        kept.append(replace(run, text=_cut(run.text, left), href=href))
        left -= len(run.text)
    return tuple(kept)


def _cut_field(field: Field, cap: int) -> Field:
    value = None if field.value is None else _cut(field.value, cap)
    return replace(field, label=_cut(field.label, MAX_LABEL), value=value)


def _cut_numbers(message: Message) -> Message:
    fields = tuple(replace(field, options=_small_options(field.options)) for field in message.fields[:MAX_FIELDS])
    buttons = _small_buttons(message.buttons)
    return replace(message, blocks=message.blocks[:MAX_BLOCKS], fields=fields, buttons=buttons)


def _small_options(options: tuple[Option, ...]) -> tuple[Option, ...]:
    fitting = [option for option in options if len(option.value) <= MAX_LABEL]
    return tuple(Option(option.value, _cut(option.label, MAX_LABEL)) for option in fitting[:MAX_OPTIONS])


def _small_buttons(buttons: tuple[Button, ...]) -> tuple[Button, ...]:
    fitting = [button for button in buttons if len(str(button.data)) + len(button.url or "") <= MAX_DATA]
    return tuple(fitting[:MAX_BUTTONS])


def _cut(text: str, cap: int) -> str:
    return text if len(text) <= cap else text[: max(cap - len(CUT), 0)].rstrip() + CUT
