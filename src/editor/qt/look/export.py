"""The checks, the export in its states, what was handed over, the preview."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor.app.delivery_place import Looked, Reach
from editor.bundle.address import Address
from editor.errors import RemoteRefusedError
from editor.model.article import Article, Correction
from editor.model.blocks import Paragraph, figures_of, plain
from editor.model.edits import set_alt
from editor.qt.delivering import Order, delivering_of
from editor.qt.dialogs.export import ExportSheet
from editor.qt.look.settling import settle
from editor.qt.look.view import LEAST, WIDE, View

if TYPE_CHECKING:
    from editor.qt.window import MainWindow


def faulty(article: Article) -> Article:
    """One thing to mend, three to look at: as in the mock-ups."""
    photo = figures_of(article.body)[0]
    at = next(number for number, block in enumerate(article.body) if isinstance(block, Paragraph))
    words = "Từ năm 2022.. người dân phường Bến Sông góp hai tỉ đồng làm lại đường ven kênh."
    body = (*article.body[: at + 1], Paragraph(plain(words)), *article.body[at + 1 :])
    return set_alt(replace(article, body=body, tags=()), photo.src, "")


def with_faults(window: MainWindow) -> None:
    window.desk.edit(faulty)
    settle(window)


def at_hand(window: MainWindow) -> None:
    """The finding that somebody has gone to, with what can be done about it."""
    with_faults(window)
    card = window.details.checks
    card.list.setCurrentRow(1)


def ignored(window: MainWindow) -> None:
    with_faults(window)
    card = window.details.checks
    finding = card.list.finding_at(card.list.count() - 1)
    if finding is not None:
        card.ignore(finding, window.desk.say("checks.reason-other"))
    settle(window)
    card.list.act("fold", card.list.count() - 1)


def asking(window: MainWindow) -> None:
    at_hand(window)
    window.details.checks.list.act("ignore", 1)


def opened(window: MainWindow) -> ExportSheet:
    """The export sheet, with a CMS folder of its own."""
    window.shell.open("export")
    sheet = shown(window)
    if window.desk.workspace is None:
        raise AssertionError
    folder = window.desk.workspace.root / "cms"
    folder.mkdir(exist_ok=True)
    sheet.set_folder(folder)
    return sheet


def shown(window: MainWindow) -> ExportSheet:
    """The export sheet that is open."""
    sheet = window.findChild(ExportSheet)
    if sheet is None:
        raise AssertionError
    return sheet


def ready(window: MainWindow) -> None:
    opened(window)
    settle(window)


def blocked(window: MainWindow) -> None:
    with_faults(window)
    sheet = opened(window)
    sheet.cards["both"].click()
    settle(window)


def running(window: MainWindow) -> None:
    """Half way: the worker's progress is told by hand, for a picture stands still."""
    session = window.session
    if session is None:
        raise AssertionError
    delivering = delivering_of(window)
    delivering.running = Order(session.folder, "both", Path("cms"), "CMS Tòa soạn")
    delivering.step = (1, 4, "IMG_4417.JPG")
    window.shell.open("export")


def made(window: MainWindow) -> None:
    with_warning(window)
    sheet = opened(window)
    settle(window)
    sheet.cards["both"].click()
    settle(window)
    sheet.export_button.click()
    settle(window, 60_000)


def with_warning(window: MainWindow) -> None:
    window.desk.edit(lambda article: replace(article, tags=()))
    settle(window)


def waiting(window: MainWindow) -> None:
    sheet = opened(window)
    sheet.set_folder(Path("/media/cms/Nhap-bai/tin-tuc"))
    settle(window)


def refused(window: MainWindow) -> None:
    """A file where the folder should be."""
    sheet = opened(window)
    if window.desk.workspace is None:
        raise AssertionError
    sheet.set_folder(window.desk.workspace.root / "newsroom.yaml")
    settle(window)


def asked(window: MainWindow) -> None:
    """A server that wants a password, as if it had been reached."""
    sheet = opened(window)
    address = Address("sftp", "cms.bao-ben-song.vn", "/nhap-bai/tin-tuc", "toa-soan")
    sheet.ready.target = address
    sheet.ready.show_looked(address, Looked(Reach.UNWRITABLE, RemoteRefusedError(address, reason="login")))
    settle(window)


def stands(window: MainWindow) -> None:
    """Exported, changed since, and the sheet opened again."""
    made(window)
    shown(window).dismiss()
    window.desk.edit(lambda article: replace(article, standfirst=f"{article.standfirst} Lớp học vẫn mở."))
    window.desk.saver.save_now()
    settle(window)
    opened(window).cards["both"].click()
    settle(window)


def kept(window: MainWindow) -> None:
    waiting(window)
    shown(window).export_button.click()
    settle(window, 60_000)


def led_away(window: MainWindow) -> None:
    """Gone to a finding, with the way back."""
    with_faults(window)
    sheet = opened(window)
    sheet.checks.act("go", 0)


def withdrawing(window: MainWindow) -> None:
    made(window)
    shown(window).dismiss()
    settle(window)
    window.shell.open("withdraw")


def correcting(window: MainWindow) -> None:
    note = Correction("2026-11-23T08:30:00+07:00", "Tên nhân vật đúng là Nguyễn Thị Lành, không phải Nguyễn Thị Lan.")
    window.desk.edit(lambda article: replace(article, corrections=(note,)))
    window.shell.open("correction")


def outbox(window: MainWindow) -> None:
    kept(window)
    shown(window).dismiss()
    settle(window)
    window.shell.open("outbox")


VIEWS = (
    View("checks", WIDE, at_hand),
    View("checks-ignored", WIDE, ignored),
    View("checks-reason", WIDE, asking),
    View("checks-least", LEAST, asking),
    View("export-ready", WIDE, ready),
    View("export-blocked", WIDE, blocked),
    View("export-running", WIDE, running),
    View("export-made", WIDE, made),
    View("export-waiting", WIDE, waiting),
    View("export-kept", WIDE, kept),
    View("export-refused", WIDE, refused),
    View("export-password", WIDE, asked),
    View("export-stands", WIDE, stands),
    View("export-way-back", WIDE, led_away),
    View("withdraw", WIDE, withdrawing),
    View("correction", WIDE, correcting),
    View("outbox", WIDE, outbox),
    View("export-least", LEAST, blocked),
)
