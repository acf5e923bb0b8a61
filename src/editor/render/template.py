"""A newsroom's own page: its Jinja2 template, filled with the article (docs/templates.md).

The template sees values only: every text of its folder is read beforehand, so that none can name another file;
what it prints is escaped; it runs in Jinja's sandbox; a name that does not exist is an error.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NoReturn

from editor.errors import FileMissingError, SettingsError
from editor.files import inside, read_bytes, read_text, reading
from editor.render.edition import Edition
from editor.render.page import page_parts
from editor.render.words import spoken, word
from editor.source.article_json import to_json

if TYPE_CHECKING:
    from jinja2 import Environment

_ENDINGS = {".html", ".jinja", ".j2"}
_STYLES = "assets"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*$")
_LARGEST = 1 << 20  # bytes of one file
# What a template can make Python raise; everything else is a fault of ours.
_FAULTS = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class Templates:
    """A template folder as it was read: texts by name, style sheets by name."""

    folder: Path
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    styles: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))


def read_templates(folder: Path) -> Templates:
    """The templates of a folder and the style sheets in its `assets/`; nothing where there is no folder.

    Raises:
        SettingsError: a file of more than a megabyte, or a name that is not of ASCII letters, digits, ".", "_", "-".
        FileUnreadableError; UnsafePathError: a link.
    """
    texts = {name: read_text(_checked(folder, name)) for name in _names(folder) if Path(name).suffix in _ENDINGS}
    styles = folder / _STYLES
    sheets = {name: read_bytes(_checked(styles, name)) for name in _names(styles) if name.endswith(".css")}
    return Templates(folder, MappingProxyType(texts), MappingProxyType(sheets))


def template_page(edition: Edition, name: str, templates: Templates) -> str:
    """The page that a template makes of an article.

    Raises:
        SettingsError: no such template, or a fault in one; facts: reason, name, line (1-based), problem.
    """
    from jinja2 import TemplateError, TemplateSyntaxError

    try:
        return f"{_environment(templates).get_template(name).render(_values(edition)).rstrip()}\n"
    except TemplateSyntaxError as error:
        _refuse(templates, error.name or name, error.lineno, error.message or "")
    except (TemplateError, *_FAULTS) as error:
        at, line = _place(error, templates, name)
        _refuse(templates, at, line, str(error) or type(error).__name__)


def _environment(templates: Templates) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def load(name: str) -> tuple[str, str, None] | None:
        return (templates.texts[name], name, None) if name in templates.texts else None

    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        loader=FunctionLoader(load),
    )
    environment.globals.pop("lipsum", None)
    return environment


def _values(edition: Edition) -> dict[str, object]:
    """What a template may print; docs/templates.md lists it. Parts are HTML, all else is text."""
    from markupsafe import Markup

    article = edition.article
    parts = {name: Markup(markup) for name, markup in page_parts(edition).items()}  # noqa: S704 - built by element()
    return {
        **parts,
        "article": to_json(article, bundle=True),
        "lang": edition.lang,
        "slug": edition.slug,
        "address": edition.address,
        "title": article.seo.title or article.headline or edition.slug,
        "section": article.sections[0].rsplit("/", maxsplit=1)[-1] if article.sections else "",
        "authors": [author.name for author in article.authors],
        "published": _moment(edition, article.date),
        "updated": _updated(edition),
        "newsroom": {"name": edition.newsroom.name, "url": edition.newsroom.url},
    }


def _moment(edition: Edition, text: str) -> dict[str, str] | None:
    moment = edition.moment(text)
    return {"iso": edition.time(text) or "", "spoken": spoken(moment, edition.lang)} if moment else None


def _updated(edition: Edition) -> dict[str, str] | None:
    published, modified = edition.moment(edition.article.date), edition.moment(edition.article.lastmod)
    found = _moment(edition, edition.article.lastmod)
    if not (found and published and modified and modified > published):
        return None
    return {**found, "word": word("updated", edition.lang)}


def _place(error: BaseException, templates: Templates, name: str) -> tuple[str, int]:
    """Template and line where it happened: Jinja gives its compiled code the template's name and lines."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in templates.texts]
    return (frames[-1].filename, frames[-1].lineno or 1) if frames else (name, 1)


def _refuse(templates: Templates, name: str, line: int, problem: str) -> NoReturn:
    raise SettingsError(templates.folder / name, reason="template", name=name, line=line, problem=problem)


def _names(folder: Path) -> list[str]:
    with reading(folder):
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def _checked(folder: Path, name: str) -> Path:
    path = inside(folder, name)
    with reading(path):
        if not path.is_file():
            raise FileMissingError(path)
        size = path.stat().st_size
    if size > _LARGEST or not _NAME.match(name):
        raise SettingsError(path, reason="template", name=name, line=1, problem="> 1 MB" if size > _LARGEST else name)
    return path
