"""The page as it will be exported, for a browser: drafts and blocked articles too, with no receipt and no CMS.

It stands in local app data. A page of our own around it (`resources/preview`) shows it at the widths of a phone, a
tablet and a desktop and takes the newer one when there is one: the bundle itself holds no script, and nothing goes over
a network, not even this computer's own.
"""

from __future__ import annotations

import html
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from editor import files
from editor.app.batch import Batch
from editor.app.photos import photo_cache
from editor.app.publish import clock, plan_export
from editor.app.receipt import identified
from editor.bundle.handoff import hand_off
from editor.bundle.profile import Kind
from editor.bundle.profile import profile as profile_named
from editor.files import digest
from editor.library.places import workspace_folder
from editor.resources import resource
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.library.workspace import Workspace
    from editor.model.article import Article

_PAGE = "page"
_SNAP = Path("/snap")


@dataclass(frozen=True, slots=True)
class Preview:
    """`entry` is what a browser opens, `page` the article alone; `address` where it will stand."""

    entry: Path
    page: Path
    address: str


def preview_place(workspace: Workspace, article_id: str) -> Path:
    """The preview's folder. A browser that is a snap sees no hidden folders, so there it stands among the documents."""
    key = digest(article_id.encode())[:16]
    if sys.platform == "linux" and _SNAP.is_dir() and not os.environ.get("STANDFIRST_HOME"):
        import platformdirs

        return Path(platformdirs.user_documents_dir()) / "Standfirst" / "preview" / key
    return workspace_folder(workspace.root) / "preview" / key


def make_preview(
    workspace: Workspace,
    folder: Path,
    article: Article,
    profile: str,
    words: Mapping[str, str],
    *,
    cancel: Cancel | None = None,
) -> Preview:
    """Make the page of an article as it stands on the screen.

    Args:
        profile: an HTML one; for any other the page is the one of "html".
        words: of our page around it: phone, tablet, desktop, both, widths, note, untitled, lang.
    Raises:
        PhotoError, SettingsError (a template's fault), FileUnwritableError, DiskFullError, CancelledError.
    """
    batch = Batch(workspace)
    opened = identified(replace(workspace.load(folder), article=article))
    chosen = profile_named(profile, batch.newsroom)
    if chosen.kind is not Kind.HTML:
        chosen = profile_named("html", batch.newsroom)
    plan = plan_export(batch, opened, replace(chosen, side_files=(), crops=()), clock())
    place = preview_place(workspace, plan.article_id)
    files.make_folder(place)
    made = hand_off(replace(plan, slug=_PAGE, mode="replace"), place, cache=photo_cache(), cancel=cancel)
    entry = place / "index.html"
    site = batch.newsroom.url.rstrip("/")
    address = f"{site}/{plan.slug}/" if site else f"{plan.slug}/"
    facts = {**words, "title": article.headline or words["untitled"], "address": address}
    facts |= {"page": f"{_PAGE}/index.html", "stamp": made.content_hash[:16]}
    wrapper = Template(files.read_text(resource("preview/index.html")))
    files.write_atomic(entry, wrapper.substitute({key: html.escape(text) for key, text in facts.items()}).encode())
    files.write_atomic(place / "stamp.js", f'window.standfirst("{facts["stamp"]}");\n'.encode())
    return Preview(entry, made.bundle / "index.html", address)


def forget_previews(workspace: Workspace) -> None:
    """Take away what was made before, of whichever article: it is made again whenever somebody asks."""
    shutil.rmtree(preview_place(workspace, "").parent, ignore_errors=True)
