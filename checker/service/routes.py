"""The service's addresses: thin."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.util import find_spec
from typing import Any

from fastapi import APIRouter, Request, Response

from .._version import __version__
from ..report.types import SCHEMA_VERSION
from ..rules import RULES, Rule
from .handlers import as_problem, misread_problem
from .jobs import Answer, Job
from .problems import MEDIA_TYPE, TYPES, ProblemError, field_problem
from .requests import body_job, feedback_job, job_of
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
    Misread,
    RuleInfo,
    RulesResponse,
    Story,
)
from .state import RETRY, Gone, Service
from .strict import StrictRoute

PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def _problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    titles = dict(TYPES.values())
    return {status: {"description": titles[status], "content": PROBLEM} for status in statuses}


ASKING = _problems(400, 401, 404, 408, 413, 415, 422, 429, 500, 503, 504)
api = APIRouter(prefix="/v1", responses=_problems(401, 421), route_class=StrictRoute)
health = APIRouter()


@api.post("/check", response_model=CheckResponse, responses=ASKING)
async def check(request: Request, story: CheckRequest) -> Response:
    """Check the headlines of one story."""
    service = service_of(request)
    return _json(_reports(await service.one(job_of(story, service.limits), gone(request))))


@api.post("/check/batch", response_model=BatchResponse, responses=ASKING)
async def check_batch(request: Request, batch: BatchRequest) -> Response:
    """Check several stories; one that cannot be checked has a `problem` in its place."""
    service = service_of(request)
    limits = service.limits
    if len(batch.articles) > limits.batch:
        raise field_problem("articles", f"has {len(batch.articles)}, more than {limits.batch}", "too-large")
    jobs: list[Job | ProblemError] = []
    stories: Sequence[Story | Misread] = batch.articles
    for number, story in enumerate(stories):
        if isinstance(story, Misread):
            jobs.append(misread_problem(story, number))
            continue
        try:
            jobs.append(job_of(story, limits, f"articles.{number}."))
        except ProblemError as error:
            jobs.append(error)
    answers = iter(await service.ask([job for job in jobs if isinstance(job, Job)], gone(request)))
    results = [_item(service, job if isinstance(job, ProblemError) else next(answers)) for job in jobs]
    return _json(b'{"results":[' + b",".join(results) + b"]}")


@api.post("/bodies", responses=ASKING)
async def keep_body(request: Request, story: BodyRequest) -> BodyResponse:
    """Read a body once and keep it for minutes: a retyped headline then costs only its own questions."""
    service = service_of(request)
    answer = await service.one(body_job(story), gone(request))
    return BodyResponse(
        body_id=answer.body_id or "",
        seconds=service.limits.kept,
        sentences=answer.sentences,
        headlines=[FoundHeadline(name=name, headline=text, source=source) for name, text, source in answer.headlines],
        body=answer.body,
        lacks=answer.lacks,
    )


@api.post("/feedback", responses=ASKING | _problems(501))
async def feed_back(request: Request, told: FeedbackRequest) -> FeedbackResponse:
    """Write down that a flag is wrong, for `checker models calibrate`."""
    service = service_of(request)
    answer = await service.one(feedback_job(told), gone(request))
    await service.write(told, answer.body or "")
    return FeedbackResponse()


@api.get("/rules")
async def rules() -> RulesResponse:
    """Every rule, with its checks and examples."""
    return RulesResponse(rules=[_rule(rule) for rule in RULES.values()])


@api.get("/info")
async def info(request: Request) -> InfoResponse:
    """What answers here: version, model, limits."""
    service = service_of(request)
    model = service.checker.loaded.info
    return InfoResponse(
        version=__version__,
        schema_version=SCHEMA_VERSION,
        model=model.name,
        revision=model.revision,
        runtime=model.runtime,
        calibration=model.calibration,
        rules=[name for rule in service.checker.rules for name in rule.names],
        workers=service.options.workers,
        html=find_spec("trafilatura") is not None,
        feedback=service.options.feedback is not None,
        limits=asdict(service.limits),
    )


@health.get("/healthz")
async def healthz() -> Health:
    """Is the process alive?"""
    return Health(status="ok")


@health.get("/readyz", responses=_problems(503))
async def readyz(request: Request) -> Health:
    """Is the model loaded, and does it take requests?"""
    service = service_of(request)
    if service.ready:
        return Health(status="ok")
    raise ProblemError("stopping", "stopping" if service.stopping else "the model is being loaded", headers=RETRY)


@health.get(
    "/metrics",
    response_class=Response,
    responses=_problems(401) | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
async def metrics(request: Request) -> Response:
    """Numbers for Prometheus."""
    return Response(service_of(request).metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def service_of(request: Request) -> Service:
    """The service that a request came to."""
    found: Service = request.app.state.service
    return found


def gone(request: Request) -> Gone:
    """What comes back when the client has gone."""

    async def wait() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass

    return wait


def _json(data: bytes) -> Response:
    return Response(data, media_type="application/json")


def _reports(answer: Answer) -> bytes:
    body = json.dumps(answer.body, ensure_ascii=False).encode()
    return b'{"reports":[' + b",".join(answer.reports) + b'],"body":' + body + b"}"


def _item(service: Service, result: Answer | Exception) -> bytes:
    if isinstance(result, Answer):
        return _reports(result)[:-1] + b',"problem":null}'
    problem = as_problem(result)
    service.metrics.problem(problem.name)
    return b'{"reports":[],"body":null,"problem":' + problem.problem.model_dump_json().encode() + b"}"


def _rule(rule: Rule) -> RuleInfo:
    def examples(chosen: Any) -> list[ExampleInfo]:
        return [ExampleInfo(headline=item.headline, body=item.body, note=item.note) for item in chosen]

    return RuleInfo(
        id=rule.id,
        severity=rule.severity,
        severities=list(rule.severities),
        summary=rule.summary,
        explanation=rule.explanation,
        checks=[CheckInfo(id=name, says=says) for name, says in rule.checks.items()],
        failing=examples(rule.failing),
        passing=examples(rule.passing),
    )
