"""What Prometheus is told at ``/metrics``: numbers, never texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, Metric
from prometheus_client.registry import Collector

from .jobs import Answer

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.4, 0.6, 1.0, 2.0, 5.0, 10.0, 30.0)


class _Stages(Collector):
    """Seconds by stage, asked for when somebody looks."""

    def __init__(self, stages: Callable[[], Mapping[str, float]]) -> None:
        self._stages = stages

    def collect(self) -> Iterator[Metric]:
        family = CounterMetricFamily("checker_stage_seconds", "Seconds spent in each stage.", labels=["stage"])
        for name, seconds in sorted(self._stages().items()):
            family.add_metric([name.lower()], seconds)
        yield family


class Metrics:
    """The counters of one service.

    Args:
        held: requests that are held now.
        stages: seconds by stage since the start.
    """

    def __init__(self, held: Callable[[], float], stages: Callable[[], Mapping[str, float]]) -> None:
        self.registry = CollectorRegistry()
        own = self.registry
        self._requests = Counter("checker_requests", "Requests answered.", ["route", "status"], registry=own)
        self._seconds = Histogram(
            "checker_request_seconds", "What a request took.", ["route"], buckets=SECONDS, registry=own
        )
        self._problems = Counter("checker_failures", "Requests that got a problem instead.", ["problem"], registry=own)
        self._findings = Counter("checker_findings", "Findings by rule.", ["rule"], registry=own)
        self._headlines = Counter("checker_headlines", "Headlines by verdict.", ["verdict"], registry=own)
        Gauge("checker_held_requests", "Requests that are held: waiting or being answered.", registry=own).set_function(
            held
        )
        self.registry.register(_Stages(stages))

    def request(self, route: str, status: int, seconds: float) -> None:
        """A request was answered."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def problem(self, name: str) -> None:
        """A request, or one article of a batch, got a problem."""
        self._problems.labels(name).inc()

    def answer(self, answer: Answer) -> None:
        """What an answer says."""
        for rule, count in answer.findings.items():
            self._findings.labels(rule).inc(count)
        for verdict, count in answer.verdicts.items():
            self._headlines.labels(verdict).inc(count)

    def text(self) -> bytes:
        """In Prometheus' text format."""
        return generate_latest(self.registry)
