"""Parts of the export sheet: the profile cards, the CMS folder, what stands there already, the findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from editor.app.delivery_place import Looked, Reach
from editor.bundle.address import Target
from editor.checks import RULES
from editor.errors import RemoteRefusedError
from editor.model.finding import Finding, Severity
from editor.model.ignoring import Ignored
from editor.qt.desk import Desk
from editor.qt.dialogs.cards import ChoiceCard
from editor.qt.panels.checks_list import ChecksList
from editor.qt.panels.parts import Section
from editor.qt.theme.controls import Badge, Button, label, restyle
from editor.qt.theme.icons import draw_icon
from editor.text.moment import parse

FIRST = ("html", "markdown", "both")
_ACROSS = 3
_LONGEST_PATH = 56  # characters
_CHECKS_HEIGHT = 236  # px at 100 %
_STATES = {
    Reach.WRITABLE: ("circle-check", "success", "export.writable"),
    Reach.NEW: ("folder-plus", "success", "export.new-folder"),
    Reach.UNWRITABLE: ("circle-alert", "danger", "export.not-writable"),
    Reach.AWAY: ("unplug", "warning", "export.away"),
}


class ProfileCards(Section):
    """What kinds of bundles there are: three for everybody, the newsroom's own, and more behind a link."""

    chosen = Signal(str)  # the profile's name

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, desk.say("export.kind"), desk.say("export.more-kinds"))
        self._desk = desk
        self.cards: dict[str, ChoiceCard] = {}
        self._laid_out = (0, 0)  # how many across, how many in all
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(desk.theme.px(10))
        ground = QWidget()
        ground.setLayout(self._grid)
        ground.setMinimumWidth(1)  # the cards go below each other before the sheet gets wider for them
        self.add(ground)
        for name in (*FIRST, *(own for own in desk.newsroom.profiles if own not in FIRST)):
            self._put(name)
        if self.link is not None:
            self.link.clicked.connect(self._offer_more)

    @property
    def profile(self) -> str:
        return next((name for name, card in self.cards.items() if card.isChecked()), FIRST[0])

    def choose(self, name: str) -> None:
        """This profile's card, made when there is none yet; the first one for a profile that is gone."""
        from editor.bundle.profile import known_profiles

        if name not in self.cards and name in known_profiles(self._desk.newsroom):
            self._put(name)
        card = self.cards.get(name, self.cards[FIRST[0]])
        card.setChecked(True)

    def _put(self, name: str) -> None:
        say = self._desk.say
        known = self._desk.messages.has(f"kind.{name}")
        title = say(f"kind.{name}") if known else name
        hint = say(f"kind.{name}-hint") if known else say("export.own-kind")
        card = ChoiceCard(self._desk.theme, title, hint)
        self.cards[name] = card
        self._lay_out()
        card.clicked.connect(lambda: self.chosen.emit(name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        """Three beside each other, fewer where their titles have no room."""
        widest = max(card.minimumSizeHint().width() for card in self.cards.values()) + self._grid.spacing()
        across = min(max((self.width() + self._grid.spacing()) // widest, 1), _ACROSS)
        if (across, len(self.cards)) != self._laid_out:
            self._laid_out = (across, len(self.cards))
            for at, card in enumerate(self.cards.values()):
                self._grid.addWidget(card, at // across, at % across)
            for column in range(_ACROSS):
                self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _offer_more(self) -> None:
        from editor.bundle.profile import BUILT_IN

        menu = QMenu(self)
        for name in BUILT_IN:
            if name not in self.cards and name != "hugo":
                menu.addAction(self._desk.say(f"kind.{name}")).triggered.connect(
                    lambda _=False, wanted=name: self._take(wanted)
                )
        menu.aboutToHide.connect(menu.deleteLater)
        if self.link is not None:
            menu.popup(self.link.mapToGlobal(QPoint(0, self.link.height())))

    def _take(self, name: str) -> None:
        self.choose(name)
        self.cards[name].setFocus()
        self.chosen.emit(name)


class FolderRow(QWidget):
    """The CMS folder with its name in the newsroom, and whether it takes a bundle now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = ("", "")  # name and path, whole
        theme, px = desk.theme, desk.theme.px
        self._name = label(theme, "", "ui")
        self._name.setFont(theme.font("ui", weight=500))
        self._path = label(theme, "", "ui_sm", "second")
        for line in (self._name, self._path):
            line.setMinimumWidth(1)  # what has no room loses its middle
        self._state_icon = QLabel()
        self._state = label(theme, "", "ui_sm", "success")
        self.change = Button(theme, "link", desk.say("export.change"))
        row = QHBoxLayout(self)
        row.setContentsMargins(px(40), px(7), px(12), px(7))
        row.setSpacing(px(6))
        words = QVBoxLayout()
        words.setSpacing(px(1))
        words.addWidget(self._name)
        words.addWidget(self._path)
        row.addLayout(words, 1)
        row.addWidget(self._state_icon)
        row.addWidget(self._state)
        row.addSpacing(px(6))
        row.addWidget(self.change)

    def show_folder(self, target: Target | None, looked: Looked | None) -> None:
        """looked: None while nobody has looked yet."""
        say, theme = self._desk.say, self._desk.theme
        self._words = (
            name_of(self._desk, target) if target is not None else say("export.none-yet"),
            middle(self._path_of(target), _LONGEST_PATH) if target is not None else say("export.none-hint"),
        )
        self._path.setToolTip(str(target or ""))
        icon, tone, words = state_of(looked)
        self._state.setText(say(words) if target is not None else "")
        restyle(self._state, "ui_tone", tone if looked is not None else "third")
        self._state.setVisible(target is not None)
        self._state_icon.setVisible(target is not None)
        side = theme.px(16)
        self._state_icon.setPixmap(theme.icon(icon, tone).pixmap(QSize(side, side), self.devicePixelRatioF()))
        self.change.setText(say("export.change" if target is not None else "export.choose-short"))
        self.change.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
        for shown, words in zip((self._name, self._path), self._words, strict=True):
            shown.setText(shown.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, shown.width()))
            shown.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._desk.theme, self._desk.theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color("bg_field"))
        radius = theme.radius("md")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        corner = self.rect().topLeft()
        corner.setX(px(12))
        corner.setY((self.height() - px(18)) // 2)
        draw_icon(painter, theme, "folder", corner, px(18), "text_2")

    def _path_of(self, target: Target) -> str:
        """From the workspace's own folder when it lies in there, whole otherwise; the tooltip has it whole."""
        root = self._desk.workspace.root if self._desk.workspace is not None else None
        if isinstance(target, Path) and root is not None and target.is_relative_to(root):
            return str(Path(root.name) / target.relative_to(root))
        return str(target)


def state_of(looked: Looked | None) -> tuple[str, str, str]:
    """Icon, colour token and words of what came of a look at a CMS folder."""
    if looked is None:
        return "loader", "text_3", "export.looking"
    problem = looked.problem
    if isinstance(problem, RemoteRefusedError) and problem.facts.get("reason") == "login":
        return "key-round", "warning", "export.asks"
    return _STATES[looked.reach]


class ExportChecks(Section):
    """The findings with their counts and where they are; how many checks had nothing to say."""

    def __init__(self, desk: Desk) -> None:
        theme, say = desk.theme, desk.say
        self._desk = desk
        self._badges = (Badge(theme, "", "danger"), Badge(theme, "", "warning"))
        counts = QWidget()
        row = QHBoxLayout(counts)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(6))
        for badge in self._badges:
            row.addWidget(badge)
        super().__init__(theme, say("export.checks"), beside=counts)
        self.list = ChecksList(desk, say("checks.goto"), inset=0, roomy=True)
        self.list.setObjectName("exportChecks")
        self.add(self.list)
        self._passed = label(theme, "", "ui")
        icon = QLabel()
        side = theme.px(18)
        icon.setPixmap(theme.icon("circle-check", "success").pixmap(QSize(side, side), self.devicePixelRatioF()))
        passed = QHBoxLayout()
        passed.setContentsMargins(theme.px(14), theme.px(2), 0, 0)
        passed.setSpacing(theme.px(10))
        passed.addWidget(icon)
        passed.addWidget(self._passed, 1)
        self.add(passed)
        self.list.grown.connect(self.fit)

    def show_findings(self, findings: tuple[Finding, ...], ignored: Sequence[tuple[Finding, Ignored]] = ()) -> None:
        self.list.show_findings(findings, ignored)
        passed = passed_checks(findings, self._desk.newsroom.severities)
        self._passed.setText(self._desk.say("checks.passed" if findings else "checks.all-passed", n=passed))
        for badge, severity, code in zip(self._badges, Severity, ("blockers", "warnings"), strict=True):
            count = sum(found.severity is severity for found in findings)
            badge.setText(self._desk.say(f"checks.{code}", n=count))
            badge.setVisible(bool(count))
            badge.updateGeometry()
        self.fit()

    def fit(self) -> None:
        most = self._desk.theme.px(_CHECKS_HEIGHT)
        self.list.setFixedHeight(min(max(self.list.content_height(), 1), most))
        self.list.setVisible(bool(self.list.count()))


def passed_checks(findings: Sequence[Finding], graded: Mapping[str, Severity | None]) -> int:
    """How many checks looked and found nothing."""
    asked = {rule.code for rule in RULES if graded.get(rule.code, rule.severity) is not None}
    return len(asked - {finding.code for finding in findings})


def name_of(desk: Desk, target: Target) -> str:
    """What the newsroom calls a CMS folder, else its own name."""
    root = desk.workspace.root if desk.workspace is not None else Path()
    for known in desk.newsroom.targets:
        folder = known.folder if "://" in known.folder else str(root / Path(known.folder).expanduser())
        if known.name and folder == str(target):
            return known.name
    return (target.name if isinstance(target, Path) else target.host) or str(target)


def at(text: str) -> object:
    """A time of a receipt as this computer's clock shows it; what is none stays text."""
    return parse(text) or text


def middle(text: str, most: int) -> str:
    """The text with its middle left out when it is longer than `most` characters: ends of paths tell more."""
    if len(text) <= most:
        return text
    head = most // 3
    return f"{text[:head]}…{text[-(most - head - 1) :]}"
