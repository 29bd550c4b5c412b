"""What the web process counts about itself, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

registry = CollectorRegistry()

callbacks = Counter(
    "sandianban_callbacks_total",
    "Callbacks by what became of them",
    ["result"],
    registry=registry,
)
callback_time = Histogram(
    "sandianban_callback_seconds",
    "Time from a callback's arrival in the application to its acknowledgement",
    buckets=(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5),
    registry=registry,
)
oldest = Gauge(
    "sandianban_oldest_seconds",
    "Age of the oldest row that still waits: unanswered messages, unsent messages, bells of customer service",
    ["what"],
    registry=registry,
)
up = Gauge("sandianban_up", "Whether a part of the house answers", ["part"], registry=registry)
