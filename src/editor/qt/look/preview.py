"""Mock-up 07 as a browser of this computer draws it: the exported page at its widths, under the bar of our own."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from editor.app.messages import Messages
from editor.app.publish_preview import make_preview
from editor.library.workspace import Workspace
from editor.qt.look.view import WIDE
from editor.qt.previewing import preview_words

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge", "msedge")
_PATIENCE = 60  # s
_DRAWN = 4000  # ms of the page's own clock: photos and both widths are there


def draw_preview(path: Path, root: Path, lang: str) -> bool:
    """The newest article's preview as a PNG file; whether there is a browser that can draw without a screen."""
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return False
    workspace = Workspace.open(root)
    folder = workspace.article_folders()[-1]
    article = workspace.load(folder).article
    entry = make_preview(workspace, folder, article, "html", preview_words(Messages.load(lang))).entry
    with TemporaryDirectory() as profile:
        command = [
            browser,
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={profile}",
            f"--window-size={WIDE[0]},{WIDE[1]}",
            f"--virtual-time-budget={_DRAWN}",
            f"--screenshot={path.absolute()}",
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            command.append("--no-sandbox")  # Chromium's own does not run as root
        subprocess.run([*command, entry.as_uri()], timeout=_PATIENCE, check=False, capture_output=True)
    return path.is_file()
