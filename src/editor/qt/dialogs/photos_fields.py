"""What is said of the chosen photo: caption, credit, alt text, source and rights, size, lead image."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.app.photo_batch import PARTS, Batch, Part, SheetPhoto, wants
from editor.model.finding import Severity
from editor.qt.desk import Desk
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Field, Section, TextField
from editor.qt.panels.segmented import Segmented
from editor.qt.theme import Theme
from editor.qt.theme.controls import Badge, Button, Check, label

SIZES = ("", "wide", "small")
_CODES: Mapping[str, str] = MappingProxyType({"caption": "no-caption", "credit": "no-credit", "alt": "no-alt"})


class MarkedSection(Section):
    """A titled field that says where its words came from, or that there must be some."""

    def __init__(self, theme: Theme, title: str, from_file: str = "", needed: str = "") -> None:
        self._marks = QWidget()
        super().__init__(theme, title, beside=self._marks)
        row = QHBoxLayout(self._marks)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(4))
        self.from_file = Badge(theme, from_file, "info")
        self.needed = Badge(theme, needed, "danger")
        for badge in (self.from_file, self.needed):
            row.addWidget(badge)
            badge.hide()
        self._marks.setFixedHeight(theme.px(18))

    def mark(self, *, from_file: bool, needed: bool) -> None:
        self.from_file.setVisible(from_file)
        self.needed.setVisible(needed and not from_file)


class PhotoFields(QWidget):
    """Emits what a person does; shows what the batch says."""

    typed = Signal(str, str)  # part, words
    sized = Signal(str)
    made_decorative = Signal(bool)
    made_lead = Signal(bool)
    shared = Signal(bool)
    was_read = Signal()
    taken_over = Signal()  # the words of an earlier use

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.caption = TextField(theme, 3, say("caption.placeholder"), say("caption"))
        self.credit = Field(theme, say("credit.placeholder"), say("credit"))
        self.alt = TextField(theme, 3, say("photos.alt-placeholder"), say("alt"))
        self.source = Field(theme, say("photos.source-placeholder"), say("photos.source"))
        self.rights = Field(theme, say("photos.rights-placeholder"), say("photos.rights"))
        self.licences = Button(theme, "secondary", icon="chevron-down", name=say("photos.licences"))
        words = (say("photos.size-column"), say("photos.size-wide"), say("photos.size-small"))
        self.sizes = Segmented(theme, words, say("photos.size"))
        self.decorative = Check(theme, say("photo.decorative"))
        self.lead = Check(theme, say("photos.lead"))
        self.share = Check(theme, say("photos.share", n=0))
        self.read_button = Button(theme, "link", say("photo.reviewed"), icon="check", size="sm")
        self.used = label(theme, "", "ui_sm", "warning", wrap=True)
        self.take_over = Button(theme, "link", say("photos.take-over"), icon="copy", size="sm")
        self.small = label(theme, "", "ui_sm", "warning", wrap=True)
        self._sections: dict[str, MarkedSection] = {}
        self._build()
        self._connect()

    def _build(self) -> None:
        theme, say, px = self._desk.theme, self._desk.say, self._desk.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(20), px(16), px(24), px(16))
        column.setSpacing(px(12))
        warnings: tuple[QWidget, ...] = (self.used, self.take_over, self.small)
        for warning in warnings:
            column.addWidget(warning)
            warning.hide()
        titles = {"caption": say("caption"), "credit": say("credit"), "alt": say("alt.first")}
        for part, control in (("caption", self.caption), ("credit", self.credit), ("alt", self.alt)):
            section = MarkedSection(theme, titles[part], say("photos.from-file"), say("field.needed"))
            section.add(explained(self._desk.messages, control, part))
            self._sections[part] = section
            column.addWidget(section)
        self._sections["alt"].add(self.decorative)
        origin = MarkedSection(theme, say("photos.rights"), say("photos.from-file"))
        row = QHBoxLayout()
        row.setSpacing(px(6))
        row.addWidget(explained(self._desk.messages, self.source, "source"), 1)
        row.addWidget(explained(self._desk.messages, self.rights, "rights"), 1)
        row.addWidget(self.licences)
        origin.add(row)
        self._sections["source"] = self._sections["rights"] = origin
        column.addWidget(origin)
        size = Section(theme, say("photos.size"))
        size.add(explained(self._desk.messages, self.sizes, "size"))
        column.addWidget(size)
        checks = QVBoxLayout()
        checks.setSpacing(px(4))
        row = QHBoxLayout()
        row.addWidget(explained(self._desk.messages, self.lead, "lead"))
        row.addStretch()
        row.addWidget(self.read_button)
        checks.addLayout(row)
        checks.addWidget(explained(self._desk.messages, self.share, "share"))
        column.addLayout(checks)
        column.addStretch(1)
        self._offer_licences()

    def _offer_licences(self) -> None:
        licences = self._desk.newsroom.licences
        if not licences:
            self.licences.hide()
        self.licences.setFixedWidth(self._desk.theme.px("layout.control_h.md"))
        menu = QMenu(self.licences)
        for words in licences:
            menu.addAction(words.replace("&", "&&")).triggered.connect(
                lambda _=False, chosen=words: self.typed.emit("rights", chosen)
            )
        self.licences.clicked.connect(lambda: menu.popup(self.licences.mapToGlobal(self.licences.rect().bottomLeft())))

    def _connect(self) -> None:
        self.caption.edited.connect(lambda words: self.typed.emit("caption", words))
        self.alt.edited.connect(lambda words: self.typed.emit("alt", words))
        self.credit.textEdited.connect(lambda words: self.typed.emit("credit", words))
        self.source.textEdited.connect(lambda words: self.typed.emit("source", words))
        self.rights.textEdited.connect(lambda words: self.typed.emit("rights", words))
        self.sizes.turned.connect(lambda number: self.sized.emit(SIZES[number]))
        self.decorative.clicked.connect(self.made_decorative)
        self.lead.clicked.connect(self.made_lead)
        self.share.clicked.connect(self.shared)
        self.take_over.clicked.connect(self.taken_over)
        self.read_button.clicked.connect(self.was_read)

    def stops(self) -> Iterator[QWidget]:
        """The fields that are typed in."""
        yield from (self.caption, self.credit, self.alt, self.source, self.rights)

    def control(self, part: Part) -> Field | TextField:
        controls: dict[str, Field | TextField] = {
            "caption": self.caption,
            "credit": self.credit,
            "alt": self.alt,
            "source": self.source,
            "rights": self.rights,
        }
        return controls[part]

    def show_photo(self, batch: Batch, photo: SheetPhoto | None, used: str) -> None:
        """The chosen photo; `used` says where it was used before."""
        self.setEnabled(photo is not None and photo.problem is None)
        if photo is None:
            return
        wanted = {code for code, severity in wants(photo, self._desk.newsroom) if severity is Severity.BLOCKER}
        marked: dict[int, tuple[MarkedSection, bool, bool]] = {}
        for part in PARTS:
            self.control(part).show_text(photo.text(part))
            section = self._sections[part]
            _, from_file, needed = marked.get(id(section), (section, False, False))
            told_by_file = from_file or part in photo.unread
            marked[id(section)] = (section, told_by_file, needed or _CODES.get(part) in wanted)
        for section, from_file, needed in marked.values():
            section.mark(from_file=from_file, needed=needed)
        self.alt.setEnabled(not photo.resource.decorative)
        self.decorative.setChecked(photo.resource.decorative)
        size = photo.resource.size
        self.sizes.show_number(SIZES.index(size) if size in SIZES else 0)
        self.lead.setChecked(batch.lead == photo.key)
        self.share.setVisible(len(batch.usable) > 1)
        self.share.setText(self._desk.say("photos.share", n=len(batch.usable)))
        self.share.setAccessibleName(self.share.text())
        self.share.setChecked(batch.shared)
        self.read_button.setVisible(bool(photo.unread))
        self._warn(photo, used)

    def _warn(self, photo: SheetPhoto, used: str) -> None:
        """What a person should know before the photo goes in."""
        say, least, width = self._desk.say, self._desk.newsroom.limits.photo_min_width, photo.pixels[0]
        self.used.setText(used)
        self.used.setVisible(bool(used))
        self.take_over.setVisible(bool(used) and not all(photo.text(part) for part in ("caption", "credit", "alt")))
        small = any(code == "low-resolution" for code, _ in wants(photo, self._desk.newsroom))
        self.small.setText(say("photos.low", width=width, least=least) if small else "")
        self.small.setVisible(small)
