"""Signs Windows files when there is something to sign with: `SIGN_CERT` (a PKCS#12 file) and `SIGN_PASSWORD_FILE`."""

from __future__ import annotations

import os
from pathlib import Path

from house import NAME, TITLE, run


def sign(*files: Path) -> None:
    """Nothing happens without `SIGN_CERT`. `SIGN_TIMESTAMP`: address of a time-stamping service."""
    certificate = os.environ.get("SIGN_CERT", "")
    if not certificate:
        return
    password = ["-readpass", os.environ["SIGN_PASSWORD_FILE"]] if os.environ.get("SIGN_PASSWORD_FILE") else []
    stamp = ["-ts", os.environ["SIGN_TIMESTAMP"]] if os.environ.get("SIGN_TIMESTAMP") else []
    for file in files:
        signed = file.with_suffix(f".signed-{NAME}")
        about = ["-pkcs12", certificate, *password, *stamp, "-h", "sha256", "-n", TITLE]
        run("osslsigncode", "sign", *about, "-in", file, "-out", signed)
        signed.replace(file)
