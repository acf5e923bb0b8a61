"""`standfirst relate`: what a URL or an id on the command line means."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from editor.cli.worded import wrong
from editor.errors import NoArticleError
from editor.library.workspace import ARTICLE_FILE, Workspace
from editor.model.article import Article, Related
from editor.text.clean import clean_line


def related_item(workspace: Workspace, article: Article, target: str, title: str) -> Related:
    """A related item: an outside address, or an article of this workspace by its id, its folder or that one's name.

    Without a title an article of ours gives its headline and section, an outside address stands for itself: nothing is
    fetched (trust.md rule 18).

    Raises NoArticleError, UsageError.
    """
    target, title = clean_line(target), clean_line(title)
    if "://" in target:
        address = urlsplit(target)
        if address.scheme.lower() not in {"http", "https"} or not address.netloc:
            raise wrong("bad-value", field="--add", value=target, hint="https://…")
        return Related(title or f"{address.netloc}{address.path}".rstrip("/"), url=target)
    place = _folder(target)
    known = (item for item in workspace.list() if target in {item.id, item.folder.name} or item.folder == place)
    found = next(known, None) if target else None
    if found is None or found.problem is not None:
        raise NoArticleError(target)
    if found.id == article.id:
        raise wrong("related-to-itself", value=target)
    return Related(title or found.headline, id=found.id, section=found.section)


def _folder(target: str) -> Path:
    """The folder that a path means, be it the article's folder or its file."""
    path = Path(target).absolute()
    return path.parent if path.name == ARTICLE_FILE else path
