"""Pictures of what is shown on a bad day: versions, two texts, unsaved words, a report, a broken file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from editor.app.recovering import Unsaved
from editor.app.versioning import keep_article
from editor.errors import ChangedOnDiskError, DiskFullError, EditorError, NoArticleError
from editor.library.journal import Kept
from editor.library.versions import Reason
from editor.model.article import Article
from editor.model.blocks import Paragraph, plain
from editor.qt.look.view import NARROW, WIDE, View
from editor.qt.saving import SaveState

if TYPE_CHECKING:
    from editor.qt.window import MainWindow

_KEPT: tuple[tuple[int, Reason], ...] = ((30, "opened"), (27, "typed"), (5, "exported"), (1, "saved"))
"""Versions: so many hours old, and why each was kept."""
_NOW = datetime(2026, 11, 24, 14, 32, tzinfo=UTC)


def _other(article: Article) -> Article:
    """The article as it was some hours ago: a word here, a paragraph there."""
    body = [
        Paragraph(plain(block.inline[0].text.replace("và", "cùng"))) if isinstance(block, Paragraph) else block
        for block in article.body
    ]
    lost = Paragraph(plain("Đoạn này đã bị bỏ trong lần biên tập buổi chiều."))
    return replace(
        article, headline=f"{article.headline} (bản đầu)", tags=article.tags[1:], body=(*body[:2], lost, *body[3:])
    )


def _versions(window: MainWindow) -> None:
    session, workspace = window.session, window.desk.workspace
    if session is None or workspace is None:
        return
    for hours, reason in _KEPT:
        text = replace(_other(session.article), kicker=str(hours))
        keep_article(workspace, session.folder, text, reason, _NOW - timedelta(hours=hours))
    window.shell.open("versions")


def _conflict(window: MainWindow) -> None:
    """With a text of the other side made up, so that no article is changed for a picture."""
    from editor.qt.dialogs.conflict import ConflictSheet
    from editor.qt.dialogs.texts import Text

    session, workspace = window.session, window.desk.workspace
    if session is None or workspace is None:
        return
    article = session.article
    sheet = ConflictSheet(window.desk, window, workspace, session)
    window.shell.present(sheet, sheet.mine_button)
    sheet.show_texts([Text("", "", lambda: (article, _other(article)))])


def _recovery(window: MainWindow) -> None:
    from editor.qt.dialogs.recovery import RecoverySheet

    workspace = window.desk.workspace
    if workspace is None:
        return
    found = []
    for folder in workspace.article_folders()[:2]:
        opened = workspace.load(folder)
        found.append(Unsaved(folder, Kept(folder, "", "", 1, _NOW), _other(opened.article), opened))
    gone = workspace.root / "articles" / "2026-11-20-bai-da-mat"
    lost = Article(headline="Bài không còn trong kho", body=(Paragraph(plain("Chữ còn lại.")),))
    found.append(Unsaved(gone, Kept(gone, "", "", 1, _NOW), lost, None))
    sheet = RecoverySheet(window.desk, window, workspace)
    window.shell.present(sheet, sheet.take_button)
    window.desk.saver.jobs.wait("unsaved")  # what the sheet looks for by itself
    sheet.list_texts(tuple(found))


def _recovered(window: MainWindow) -> None:
    """What came back after a crash, beside what the file says."""
    from editor.qt.dialogs.recovered import RecoveredSheet

    session = window.session
    if session is None:
        return
    sheet = RecoveredSheet(window.desk, window, session, _other(session.article))
    window.shell.present(sheet, sheet.keep_button)


def _raw(window: MainWindow) -> None:
    """An article that a slip of the hand has made unreadable, as its file stands."""
    from editor.qt.dialogs.raw import RawSheet

    workspace = window.desk.workspace
    if workspace is None:
        return
    folder = workspace.article_folders()[0]
    file = folder / "article.md"
    file.write_text(file.read_text(encoding="utf-8").replace("tags:", "tags: {", 1), encoding="utf-8")
    try:
        workspace.load(folder)
    except EditorError as problem:
        sheet = RawSheet(window.desk, window, folder, problem)
        window.shell.present(sheet, sheet.text)


def _report(window: MainWindow) -> None:
    window.shell.open("report")


def _state(kind: Literal["writing", "holding"], error: type[EditorError] | None = None) -> Callable[[MainWindow], None]:
    """A save state as the saver tells it, with the banner of its reason."""

    def arrange(window: MainWindow) -> None:
        session, saver = window.session, window.desk.saver
        if session is None:
            return
        saver.detach()
        saver.state = SaveState(kind, _NOW)
        saver.state_changed.emit(saver.state)
        if error is not None:
            saver.failed.emit(error(session.folder / "article.md"), session.folder)

    return arrange


def _restored(window: MainWindow) -> None:
    window.desk.disk.recovery.written = _NOW
    window.status_bar.save.show_state()


VIEWS = (
    View("save-writing", NARROW, _state("writing")),
    View("save-holding", NARROW, _state("holding", DiskFullError)),
    View("save-away", NARROW, _state("holding", NoArticleError)),
    View("save-elsewhere", NARROW, _state("holding", ChangedOnDiskError)),
    View("save-restored", NARROW, _restored),
    View("safety-versions", WIDE, _versions),
    View("safety-versions-narrow", NARROW, _versions),
    View("safety-conflict", WIDE, _conflict),
    View("safety-recovery", WIDE, _recovery),
    View("safety-recovered", WIDE, _recovered),
    View("safety-raw", WIDE, _raw),
    View("safety-report", WIDE, _report),
)
