"""No dependency phones home: their telemetry is switched off before any of them is imported.

People give us unpublished stories. What a dependency sends unasked says at least that,
when and on which machine they do; so there is no way to switch it on from outside either. Sources:
ONNX Runtime's ``docs/Privacy.md``, ``huggingface_hub``'s environment variables (transformers and sentence-transformers
ask the same), Ray's "Usage Stats Collection", OpenVINO's ``tools/ovc/telemetry_utils.py``.
"""

from __future__ import annotations

import os
import sys
import warnings
from typing import Any

ENVIRONMENT = {
    # From 1.29 on: a device id and a database in ~/.cache/Microsoft,
    # and a call to Microsoft ten seconds after its import.
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_XET_TELEMETRY_ENABLED": "0",
    "DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "HF_UPDATE_DOWNLOAD_COUNTS": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
    # Exporters from the environment's settings; what it records holds the requests that it refused.
    "FASTAPI_OTEL_AUTO_CONFIGURE": "false",
}
# These ask no environment variable, but their users do without them where they are not installed.
REFUSED_MODULES = ("openvino_telemetry",)


def switch_off() -> None:
    """Switch off the telemetry of every dependency, in this process and those that it starts.

    Whatever the environment says: a setting that would switch it on is overruled. ONNX Runtime reads its own once,
    when it is imported: a program that imports it before us is warned.
    """
    modules: dict[str, Any] = sys.modules
    late = "onnxruntime" in modules and os.environ.get("ORT_DISABLE_TELEMETRY") != "1"
    os.environ.update(ENVIRONMENT)
    for name in REFUSED_MODULES:
        modules.setdefault(name, None)
    if (hub := modules.get("huggingface_hub.constants")) is not None:
        hub.HF_HUB_DISABLE_TELEMETRY = True
    if late:
        warnings.warn(
            "onnxruntime was imported before checker, with its telemetry on: import checker first, "
            "or set ORT_DISABLE_TELEMETRY=1",
            RuntimeWarning,
            stacklevel=3,
        )
