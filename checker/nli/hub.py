"""A model of the Hugging Face hub → a local folder with its description, tokenizer and safetensors, nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ModelError, require_extra

# No pickled weights, no Python files: what is not fetched cannot be loaded.
DESCRIPTION = ["*.json", "*.txt", "*.model", "*.jinja", "README.md"]
WEIGHTS = ["*.safetensors"]
LEFT_OUT = ["onnx/*", "openvino/*", "checkpoint*/*", "runs/*", "logs/*"]


def require_hub(what: str) -> None:
    """Say which extra to install where the libraries for transformers models are missing.

    Raises:
        MissingExtraError: one of them is not installed.
    """
    require_extra(what, ("torch", "transformers", "sentence_transformers"), "hub")


def fetch(repo: str, revision: str | None, offline: bool, judge: Callable[[Path], object]) -> Path:
    """The folder of a hub model in the local cache, downloaded where it is not there yet.

    Args:
        repo: ``owner/name``.
        revision: branch, tag or commit; the main branch by default.
        offline: use only what is in the cache (``HF_HUB_OFFLINE=1`` does the same).
        judge: is given the folder when it holds only the description, and raises to save a useless download.

    Raises:
        ModelError: no such model or revision, no access, no network and not in the cache.
    """
    judge(describe_only(repo, revision, offline))
    with _errors(repo, revision, offline), _progress(sys.stderr.isatty()):
        return _snapshot(repo, revision, offline, DESCRIPTION + WEIGHTS)


def describe_only(repo: str, revision: str | None, offline: bool) -> Path:
    """The folder of a hub model with its description; the weights only where they are in the cache already.

    Raises:
        ModelError: as :func:`fetch`.
    """
    with _errors(repo, revision, offline), _progress(False):
        return _snapshot(repo, revision, offline, DESCRIPTION)


def _snapshot(repo: str, revision: str | None, offline: bool, patterns: list[str]) -> Path:
    from huggingface_hub import snapshot_download

    return Path(
        snapshot_download(
            repo_id=repo,
            revision=revision,
            local_files_only=offline,
            allow_patterns=patterns,
            ignore_patterns=LEFT_OUT,
        )
    )


@contextmanager
def _progress(shown: bool) -> Iterator[None]:
    """The library's progress bars: for a download of weights that somebody watches, nowhere else."""
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    if shown or are_progress_bars_disabled():
        yield
        return
    disable_progress_bars()
    try:
        yield
    finally:
        enable_progress_bars()


@contextmanager
def _errors(repo: str, revision: str | None, offline: bool) -> Iterator[None]:
    """The library's errors as ours, one line each."""
    from huggingface_hub import errors

    try:
        yield
    except errors.GatedRepoError:
        raise ModelError(
            f"{repo}: its owner wants you to ask for access: do so on https://huggingface.co/{repo}, "
            "then `hf auth login`"
        ) from None
    except errors.RepositoryNotFoundError:
        raise ModelError(
            f"{repo}: neither a folder here nor a model on the hub: check the spelling, or log in with"
            " `hf auth login` where it is private"
        ) from None
    except errors.RevisionNotFoundError:
        raise ModelError(f"{repo}: has no revision `{revision}`: name a branch, tag or commit of it") from None
    except (errors.HFValidationError, errors.HfUriError) as error:
        raise ModelError(f"{repo}: {' '.join(str(error).split())}") from None
    # Offline, unreachable and not in the cache are OSErrors too.
    except (errors.RevisionResolutionError, OSError) as error:
        if isinstance(error, errors.HfHubHTTPError):
            raise ModelError(f"{repo}: the hub answered: {' '.join(str(error).split())[:200]}") from None
        if isinstance(error, OSError) and getattr(error, "errno", None) == 28:
            raise ModelError(f"{repo}: no space left on the disk for the download") from None
        where = "and no network is to be used" if offline else "and the hub cannot be reached"
        raise ModelError(
            f"{repo}: is not in the local cache {where}: try again with a network, or give the path of a folder"
        ) from None
