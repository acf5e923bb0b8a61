"""The address of an article: its slug, who else has it, and the canonical address of a story published elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.model.article import Article
from editor.model.edits import set_field, set_slug
from editor.model.newsroom import Newsroom
from editor.qt.desk import Desk
from editor.qt.dialogs.link import address_of
from editor.qt.panels.cover import short
from editor.qt.panels.explain import explained
from editor.qt.panels.parts import Field, Section, Wanted
from editor.qt.theme.controls import label, restyle
from editor.text.fold import slug
from editor.work import Cancel

if TYPE_CHECKING:
    from editor.app.addresses import Holder

_REST = 250  # ms after the last letter


class AddressPart(QWidget):
    """While a slug is typed, the other articles of the workspace are asked for it, in a thread."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, say = desk.theme, desk.say
        self.slug = explained(desk.messages, Field(theme, say("slug.placeholder"), say("slug")), "slug")
        self.canonical = Field(theme, say("canonical.placeholder"), say("canonical"))
        explained(desk.messages, self.canonical, "canonical")
        self.state = label(theme, "", "ui_sm", "third", wrap=True)
        self._bad = label(theme, say("link.bad"), "ui_sm", "danger", wrap=True)
        self._wanted = {name: Wanted(theme, say("field.needed")) for name in ("slug", "canonical")}
        self._slug_part = Section(theme, say("slug"), beside=self._wanted["slug"])
        self._canonical_part = Section(theme, say("canonical"), beside=self._wanted["canonical"])
        self._asked = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._desk.theme.px(18))
        self._slug_part.add(self.slug)
        self._slug_part.add(self.state)
        self._canonical_part.add(self.canonical)
        self._canonical_part.add(self._bad)
        self._bad.hide()
        column.addWidget(self._slug_part)
        column.addWidget(self._canonical_part)

    def _connect(self) -> None:
        self.slug.left.connect(self._give_slug)
        self.slug.textEdited.connect(lambda words: self._ask_soon())
        self.canonical.left.connect(self._give_canonical)
        self.canonical.textEdited.connect(lambda words: self._complain(False))
        self._rest.timeout.connect(self._ask)

    def show_article(self, article: Article, newsroom: Newsroom) -> None:
        self.slug.show_text(article.slug)
        self.slug.setPlaceholderText(slug(article.headline) or self._desk.say("slug.placeholder"))
        self.canonical.show_text(article.canonical)
        for name, section in (("slug", self._slug_part), ("canonical", self._canonical_part)):
            says = bool(getattr(article, name))
            section.setVisible(newsroom.uses(name) or says)
            self._wanted[name].setVisible(newsroom.requires(name) and not says)
        if (article.slug or slug(article.headline)) != self._asked:
            self._ask_soon()

    def _ask_soon(self) -> None:
        self._rest.start()

    def _ask(self) -> None:
        """Who else has the address that stands here now."""
        session, workspace = self._desk.session, self._desk.workspace
        if session is None or workspace is None:
            return
        wanted = slug(self.slug.text()) or slug(session.article.headline)
        self._asked = session.article.slug or slug(session.article.headline)
        root, own = workspace.root, session.folder

        def work(cancel: Cancel) -> Holder | None:
            from editor.app.addresses import holder_of

            return holder_of(root, wanted, own, cancel)

        self._desk.jobs.run("address", work, lambda holder: self._tell(wanted, holder), self._desk.report)

    def _tell(self, wanted: str, holder: Holder | None) -> None:
        say = self._desk.say
        self.slug.set_bad(holder is not None)
        if holder is not None:
            self._say_state(say("slug.taken", headline=short(holder.headline, 60) or holder.folder.name), "danger")
        else:
            url = self._desk.newsroom.url
            self._say_state(f"{url.split('//', 1)[-1]}/{wanted}" if url and wanted else "", "third")

    def _say_state(self, words: str, tone: str) -> None:
        self.state.setText(words)
        self.state.setVisible(bool(words))
        restyle(self.state, "ui_tone", tone)

    def _give_slug(self) -> None:
        session = self._desk.session
        if session is not None and self.slug.text() != session.article.slug:
            words = self.slug.text()
            self._desk.edit(lambda article: set_slug(article, words))
            self.slug.setText(session.article.slug)

    def _give_canonical(self) -> None:
        session, typed = self._desk.session, self.canonical.text().strip()
        if session is None or typed == session.article.canonical:
            return
        address = address_of(typed)
        self._complain(bool(typed) and not address.startswith("http"))
        if not typed or address.startswith("http"):
            self._desk.edit(lambda article: set_field(article, "canonical", address))

    def _complain(self, bad: bool) -> None:
        self.canonical.set_bad(bad)
        self._bad.setVisible(bad)
