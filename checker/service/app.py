"""The service's addresses."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from .._version import __version__
from ..errors import CheckerError, UsageError
from ..pipeline import Checker
from ..report.types import SCHEMA_VERSION
from ..rules import RULES
from .engine import Engine
from .feedback import Feedback
from .gate import Gate
from .jobs import Answer, Job
from .limits import Limits
from .problems import MEDIA_TYPE, FieldError, Problem, ProblemError, field_problem, of_status
from .requests import body_job, job_of
from .shapes import (
    BatchRequest,
    BatchResponse,
    BodyRequest,
    BodyResponse,
    CheckInfo,
    CheckRequest,
    CheckResponse,
    ExampleInfo,
    FeedbackRequest,
    FeedbackResponse,
    FoundHeadline,
    Health,
    InfoResponse,
    RuleInfo,
    RulesResponse,
)

PAGE = Path(__file__).resolve().parent / "page"
DESCRIPTION = (
    "Compares what a headline claims with what the article's body says. Errors are problem details (RFC 9457)."
)


def make_app(checker: Checker, limits: Limits | None = None, feedback: Path | None = None) -> FastAPI:
    """The service as an ASGI application.

    Args:
        checker: answers; its model is loaded when the application starts.
        limits: what it takes on.
        feedback: a JSON Lines file that feedback is written to; ``None``: it takes none.
    """
    limits = limits or Limits()
    engine: list[Engine] = []
    book = Feedback(feedback)

    def submit(job: Job) -> Any:
        return engine[0].submit(job)

    gate = Gate(submit, limits)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        engine.append(Engine(checker, limits))
        await asyncio.to_thread(checker.warm_up)
        yield
        await asyncio.to_thread(engine.pop().close)

    app = FastAPI(
        title="headline-checker",
        version=__version__,
        description=DESCRIPTION,
        # Their pages fetch scripts from another host.
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )

    async def ask(request: Request, jobs: list[Job]) -> list[Answer | Exception]:
        return await gate.ask(jobs, _gone(request))

    async def one(request: Request, job: Job) -> Answer:
        (answer,) = await ask(request, [job])
        if isinstance(answer, Exception):
            raise answer
        return answer

    @app.post("/v1/check", response_model=CheckResponse)
    async def check(request: Request, story: CheckRequest) -> Response:
        """Check the headlines of one story."""
        return _json(_reports(await one(request, job_of(story, limits))))

    @app.post("/v1/check/batch", response_model=BatchResponse)
    async def check_batch(request: Request, batch: BatchRequest) -> Response:
        """Check several stories; one that cannot be checked has a `problem` in its place."""
        if len(batch.articles) > limits.batch:
            raise field_problem("articles", f"has {len(batch.articles)}, more than {limits.batch}", "too-large")
        jobs: list[Job | ProblemError] = []
        for number, story in enumerate(batch.articles):
            try:
                jobs.append(job_of(story, limits, f"articles.{number}."))
            except ProblemError as error:
                jobs.append(error)
        answers = iter(await ask(request, [job for job in jobs if isinstance(job, Job)]))
        results = [_item(job if isinstance(job, ProblemError) else next(answers)) for job in jobs]
        return _json(b'{"results":[' + b",".join(results) + b"]}")

    @app.post("/v1/bodies")
    async def keep_body(request: Request, story: BodyRequest) -> BodyResponse:
        """Read a body once and keep it for minutes: a retyped headline then costs only its own questions."""
        answer = await one(request, body_job(story))
        return BodyResponse(
            body_id=answer.body_id or "",
            seconds=limits.kept,
            sentences=answer.sentences,
            headlines=[
                FoundHeadline(name=name, headline=text, source=source) for name, text, source in answer.headlines
            ],
            body=answer.body,
        )

    @app.post("/v1/feedback")
    async def feed_back(told: FeedbackRequest) -> FeedbackResponse:
        """Write down that a flag is wrong, for `checker models calibrate`."""
        if (told.body is None) == (told.body_id is None):
            raise field_problem("body", "give one of `body` and `body_id`")
        body = told.body if told.body is not None else engine[0].kept_text(told.body_id or "")
        if body is None:
            raise ProblemError("unknown-body", "body_id: no body is kept under this id (any more): send it again")
        await asyncio.to_thread(book.write, told, body)
        return FeedbackResponse()

    @app.get("/v1/rules")
    def rules() -> RulesResponse:
        """Every rule, with its checks and examples."""
        return RulesResponse(rules=[_rule(name) for name in RULES])

    @app.get("/v1/info")
    def info() -> InfoResponse:
        """What answers here: version, model, limits."""
        model = checker.loaded.info
        return InfoResponse(
            version=__version__,
            schema_version=SCHEMA_VERSION,
            model=model.name,
            revision=model.revision,
            runtime=model.runtime,
            calibration=model.calibration,
            rules=[name for rule in checker.rules for name in rule.names],
            workers=1,
            html=False,
            feedback=feedback is not None,
            limits=asdict(limits),
        )

    @app.get("/healthz")
    def healthz() -> Health:
        """Is the process alive?"""
        return Health(status="ok")

    _handle_errors(app)
    app.mount("/", StaticFiles(directory=PAGE, html=True, check_dir=False), name="page")
    return app


async def _gone(request: Request) -> None:
    """Comes back when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json")


def _reports(answer: Answer) -> bytes:
    body = json.dumps(answer.body, ensure_ascii=False).encode()
    return b'{"reports":[' + b",".join(answer.reports) + b'],"body":' + body + b"}"


def _item(result: Answer | Exception) -> bytes:
    if isinstance(result, Answer):
        return _reports(result)[:-1] + b',"problem":null}'
    return b'{"reports":[],"body":null,"problem":' + as_problem(result).problem.model_dump_json().encode() + b"}"


def _rule(name: str) -> RuleInfo:
    rule = RULES[name]

    def examples(chosen: Any) -> list[ExampleInfo]:
        return [ExampleInfo(headline=item.headline, body=item.body, note=item.note) for item in chosen]

    return RuleInfo(
        id=rule.id,
        severity=rule.severity,
        summary=rule.summary,
        explanation=rule.explanation,
        checks=[CheckInfo(id=check, says=says) for check, says in rule.checks.items()],
        failing=examples(rule.failing),
        passing=examples(rule.passing),
    )


def as_problem(error: Exception) -> ProblemError:
    """Any error as it is told to a client: no text of a request is in it."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, UsageError):
        return ProblemError("invalid", str(error))
    if isinstance(error, CheckerError):
        return ProblemError("internal-error", f"{type(error).__name__}: see the service's log")
    return ProblemError("internal-error", f"a fault of ours ({type(error).__name__}): please report it")


def respond(error: ProblemError) -> Response:
    """A problem as it is sent."""
    problem: Problem = error.problem
    return Response(problem.model_dump_json(), problem.status, headers=error.headers, media_type=MEDIA_TYPE)


def _handle_errors(app: FastAPI) -> None:
    async def known(_: Request, error: Exception) -> Response:
        return respond(as_problem(error))

    async def invalid(_: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        errors = tuple(_field_error(item) for item in error.errors())
        if any(item["type"] == "json_invalid" for item in error.errors()):
            return respond(ProblemError("bad-request", f"broken JSON: {errors[0].message}"))
        return respond(ProblemError("invalid", f"{errors[0].field}: {errors[0].message}", errors))

    async def refused(_: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        problem = of_status(error.status_code, error.detail)
        problem.headers.update(error.headers or {})
        return respond(problem)

    handlers: list[tuple[Any, Callable[..., Any]]] = [
        (CheckerError, known),
        (RequestValidationError, invalid),
        (HTTPException, refused),
        (Exception, known),
    ]
    for kind, handler in handlers:
        app.add_exception_handler(kind, handler)


def _field_error(item: dict[str, Any]) -> FieldError:
    # The value itself is somebody's text: it stays out.
    place = [str(part) for part in item["loc"] if part != "body" or len(item["loc"]) > 1]
    place = place[1:] if len(place) > 1 and item["loc"][0] == "body" else place
    return FieldError(field=".".join(place) or "body", message=item["msg"])
