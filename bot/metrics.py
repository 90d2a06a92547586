"""What an operator can watch. Numbers and codes only."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """The counters of one process, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.turns = Counter("varde_turns_total", "Turns by result", ["result"], registry=self.registry)
        self.turn_seconds = Histogram(
            "varde_turn_seconds",
            "From event to commit",
            registry=self.registry,
            buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15),
        )
        self.sent = Counter("varde_sent_total", "Messages by how they ended", ["result"], registry=self.registry)
        self.repeats = Counter("varde_repeats_total", "Copies sent after an unclear delivery", registry=self.registry)
        self.carried = Counter(
            "varde_carried_total", "Reports to another system by how a try ended", ["result"], registry=self.registry
        )
        self.steps = Counter("varde_ladder_steps_total", "Ladder steps taken", ["step"], registry=self.registry)
        self.files = Counter("varde_files_total", "Attachments by how they ended", ["result"], registry=self.registry)
        self.undeliverable = Gauge("varde_undeliverable", "Messages that nobody gets", registry=self.registry)
        self.tick_failures = Gauge("varde_tick_failures", "Ticks that failed since the start", registry=self.registry)
        self.tick_age = Gauge("varde_tick_age_seconds", "Since a tick last succeeded", registry=self.registry)
