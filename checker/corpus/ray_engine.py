"""Shards on the machines of a Ray cluster: in each actor the local engine with one process.

A row that ends its process or hangs is seen to on its own machine, as everywhere; what is left to do here is to hand
out shards, to hear what becomes of them, and to begin again those whose actor has ended. Plain actors rather than Ray
Data: no read tasks that wait for a CPU which the actors have (ray#44687), and each death is seen and counted, where Ray
would start the actor again for ever.
"""

from __future__ import annotations

import os
import pickle
import sys
import time
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from ..errors import CheckerError, UsageError, require_extra
from .engine import BARREN, TICK, Engine, Hooks
from .identity import answers_identity
from .shard import ShardTask
from .worker import WorkerSettings

# Actors that may end over one shard before the run is given up.
ATTEMPTS = 3
# Seconds to wait for the first actor: a cluster may have to start machines.
PATIENCE = 900.0
# Of a cluster on this machine: Ray's least; what goes through it is small.
STORE = 80_000_000


class Supervisor:
    """An actor: the local engine with one process, on its machine.

    Args:
        packed: what the process is made with, pickled.
        folder: where paths are relative to; the same on all machines.
        limit: seconds for a row; none where 0.
    """

    def __init__(self, packed: bytes, folder: str, limit: float) -> None:
        os.chdir(folder)
        self._settings: WorkerSettings = pickle.loads(packed)
        self._events: deque[tuple[Any, ...]] = deque()
        self._deaths: Counter[tuple[int, int]] = Counter()
        add = self._events.append
        hooks = Hooks(
            row=lambda *values: add(("row", *values)),
            line=lambda *values: add(("line", *values)),
            death=lambda *values: add(("death", *values)),
            aside=lambda *values: add(("aside", *values)),
            machine=lambda *values: add(("machine", *values)),
        )
        # Spawned processes would import Ray's own main module.
        sys.modules["__main__"].__dict__.pop("__file__", None)
        self._engine = Engine(self._settings, 1, limit, hooks, self._deaths, keep=True)

    def ready(self) -> tuple[dict[str, Any], int]:
        """What decides a report here, and the actor's process."""
        return answers_identity(self._settings.checker), os.getpid()

    def run(self, task: ShardTask, deaths: Mapping[int, int]) -> CheckerError | OSError | None:
        """Run a shard; what there is to tell of it is in :meth:`heard`.

        Args:
            task: the shard.
            deaths: how often its rows have ended a process before.

        Returns:
            What ended the run, if anything did.
        """
        self._deaths.update({(task.shard.number, row): count for row, count in deaths.items()})
        try:
            self._engine.run([task])
        except (CheckerError, OSError) as error:
            return error
        return None

    def heard(self) -> list[tuple[Any, ...]]:
        """What the hooks were told since the last call."""
        return [self._events.popleft() for _ in range(len(self._events))]

    def stop(self) -> None:
        """Begin no further row."""
        self._engine.stop()

    def close(self) -> None:
        """Let the process end."""
        self._engine.close()


@dataclass
class _Actor:
    handle: Any
    ready: Any
    number: int
    open: bool = False
    task: ShardTask | None = None
    result: Any = None
    told: bool = False


class RayEngine:
    """Runs shards in actors of a Ray cluster.

    Args:
        settings: what an actor's process is made with.
        workers: actors at most; 0 for as many as the cluster has CPUs.
        time_limit: seconds for a row; none where 0.
        hooks: told on the way.
        deaths: how often a row has ended its process before, by shard and position.
        address: of the cluster, as :func:`ray.init` takes it; by default one is started on this machine,
            for the time of the run.

    Raises:
        MissingExtraError: without the extra ``ray``.
        UsageError: there is no cluster at that address.
    """

    def __init__(
        self,
        settings: WorkerSettings,
        workers: int,
        time_limit: float,
        hooks: Hooks,
        deaths: Counter[tuple[int, int]],
        address: str | None = None,
    ) -> None:
        require_extra("--engine ray", ("ray",), "ray")
        import ray

        # Its types are those of the driver's program, not of what runs elsewhere.
        self._ray: Any = ray
        self._hooks, self._deaths, self._limit = hooks, deaths, time_limit
        self._settings = settings
        self._identity = answers_identity(settings.checker)
        self._ours = not ray.is_initialized()
        if self._ours:
            _connect(ray, address, workers)
        self._wanted = workers or max(int(self._ray.cluster_resources().get("CPU", 1)), 1)
        self._actors: list[_Actor] = []
        self._attempts: Counter[int] = Counter()
        self._started = self._barren = 0
        self._stopping = False

    @property
    def stopped(self) -> bool:
        """Was it told to stop?"""
        return self._stopping

    def stop(self) -> None:
        """Begin no further row; those in hand are finished and written."""
        # The actors are told from the loop: this may be called between any two steps of it.
        self._stopping = True

    def run(self, tasks: Sequence[ShardTask]) -> None:
        """Run every shard.

        Raises:
            CheckerError: what an actor raised; actors that end as they start, or again and again over one shard;
                no actor has a place.
            OSError: a part cannot be written.
        """
        left = deque(tasks)
        begun = time.monotonic()
        try:
            for _ in range(min(self._wanted, len(left))):
                self._start()
            while True:
                for actor in self._actors:
                    if actor.open and actor.task is None and left and not self._stopping:
                        self._give(actor, left.popleft())
                if not any(actor.task for actor in self._actors) and (self._stopping or not left):
                    break
                if not any(actor.open for actor in self._actors) and time.monotonic() - begun > PATIENCE:
                    raise CheckerError(
                        f"no actor has started in {PATIENCE / 60:.0f} minutes: has the Ray cluster a free CPU?"
                    )
                self._listen(left)
                self._hooks.tick()
            self._dismiss()
        finally:
            for actor in self._actors:
                with suppress(Exception):
                    self._ray.kill(actor.handle)
            if self._ours:
                self._ray.shutdown()

    def _start(self) -> None:
        # Ray would start it again for ever, and the counting is ours; heard and stop are called while run is at work.
        made = self._ray.remote(Supervisor).options(num_cpus=1, max_restarts=0, max_concurrency=3)
        settings = replace(self._settings, number=self._started)
        handle = made.remote(pickle.dumps(settings), os.getcwd(), self._limit)
        self._actors.append(_Actor(handle, handle.ready.remote(), self._started))
        self._started += 1

    def _give(self, actor: _Actor, task: ShardTask) -> None:
        number = task.shard.number
        deaths = {row: count for (shard, row), count in self._deaths.items() if shard == number}
        actor.task, actor.result = task, actor.handle.run.remote(task, deaths)

    def _listen(self, left: deque[ShardTask]) -> None:
        """Hear what there is to hear, and see to the actors that have ended."""
        waiting = [
            actor.result if actor.open else actor.ready for actor in self._actors if actor.task or not actor.open
        ]
        done, _ = self._ray.wait(waiting, timeout=TICK) if waiting else ([], [])
        for actor in list(self._actors):
            try:
                if not actor.open:
                    if actor.ready in done:
                        self._opened(actor)
                    continue
                if self._stopping and not actor.told:
                    actor.told = True
                    actor.handle.stop.remote()
                # Last what it said, then whether it is done: all that it said of a shard comes before the next one.
                finished = actor.task is not None and actor.result in done
                for event in self._ray.get(actor.handle.heard.remote()):
                    self._heard(actor, event)
                if finished:
                    error = self._ray.get(actor.result)
                    if error is not None:
                        raise error
                    actor.task = None
            except self._ray.exceptions.RayActorError as error:
                self._bury(actor, left, error)

    def _opened(self, actor: _Actor) -> None:
        identity, _ = self._ray.get(actor.ready)
        names = [name for name in {**self._identity, **identity} if self._identity.get(name) != identity.get(name)]
        if names:
            changes = "; ".join(
                f"{name}: {self._identity.get(name)} here, {identity.get(name)} there" for name in names
            )
            raise UsageError(f"a machine of the cluster would give other answers ({changes}): install the same there")
        actor.open, self._barren = True, 0

    def _heard(self, actor: _Actor, event: tuple[Any, ...]) -> None:
        match event:
            case ("row", shard, code, flagged):
                self._hooks.row(shard, code, flagged)
            case ("line", line):
                self._hooks.line(line)
            case ("death", shard, rows, cause):
                self._deaths.update((shard, row) for row in rows)
                self._hooks.death(shard, rows, cause)
            case ("aside", shard, row, code, message):
                # Should the actor end too, the row stays aside.
                if actor.task is not None:
                    actor.task = replace(actor.task, aside={**actor.task.aside, row: (code, message)})
                self._hooks.aside(shard, row, code, message)
            case ("machine", kind):
                self._hooks.machine(kind)

    def _bury(self, actor: _Actor, left: deque[ShardTask], error: Exception) -> None:
        """Put a dead actor's shard first in the queue, and another actor in its place."""
        self._actors.remove(actor)
        cause = " ".join(str(error).split())[:200]
        if actor.task is not None:
            number = actor.task.shard.number
            self._attempts[number] += 1
            if self._attempts[number] >= ATTEMPTS:
                raise CheckerError(f"shard {number} has ended its actor {ATTEMPTS} times: {cause}")
            self._hooks.death(number, [], "the actor's process died")
            left.appendleft(actor.task)
        elif not actor.open:
            self._barren += 1
            if self._barren >= BARREN:
                raise CheckerError(f"the actors end as they start: {cause}")
        self._start()

    def _dismiss(self) -> None:
        closing = [actor.handle.close.remote() for actor in self._actors if actor.open]
        if closing:
            self._ray.wait(closing, num_returns=len(closing), timeout=10)


def _connect(ray: Any, address: str | None, workers: int) -> None:
    # A cluster of our own is no background job: Ray gives its workers the lowest priority.
    os.environ.setdefault("RAY_worker_niceness", "0")
    quiet = {"log_to_driver": False, "logging_level": "error", "configure_logging": True}
    try:
        if address is None:
            ray.init(
                address="local", num_cpus=workers or None, include_dashboard=False, object_store_memory=STORE, **quiet
            )
        else:
            ray.init(address=address, **quiet)
    except (ConnectionError, RuntimeError, ValueError) as error:
        where = f"--address {address}" if address else "--engine ray"
        token = (
            "; if it wants a token, set RAY_AUTH_MODE=token" if address and "RAY_AUTH_MODE" not in os.environ else ""
        )
        raise UsageError(f"{where}: no Ray cluster can be used{token}: {' '.join(str(error).split())[:200]}") from None
