"""Commands on the text under the caret: marks, block kinds, the clipboard."""

from __future__ import annotations

from collections.abc import Callable

from editor.app.commands.command import Command, in_page, with_article
from editor.app.commands.context import BlockKind, Context, Mark


def _mark(ident: str, mark: Mark, key: str) -> Command:
    return Command(
        ident,
        lambda context: context.page.toggle_mark(mark),
        in_page,
        lambda context: context.session is not None and context.page.has_mark(mark),
        (key,),
    )


def _block(ident: str, kind: BlockKind, key: str = "") -> Command:
    return Command(
        ident,
        lambda context: context.page.set_block_kind(kind),
        in_page,
        _is_kind(kind),
        (key,) if key else (),
    )


def _is_kind(kind: str) -> Callable[[Context], bool]:
    return lambda context: context.session is not None and context.page.block_kind() == kind


COMMANDS = (
    Command("edit.cut", lambda c: c.page.cut()),
    Command("edit.copy", lambda c: c.page.copy()),
    Command("edit.paste", lambda c: c.page.paste()),
    Command("edit.paste_plain", lambda c: c.page.paste_plain(), keys=("Ctrl+Shift+V",)),
    _mark("fmt.bold", "strong", "Ctrl+B"),
    _mark("fmt.italic", "emphasis", "Ctrl+I"),
    Command("fmt.clear", lambda c: c.page.clear_marks(), in_page, keys=("Ctrl+Space",), mac=("Meta+Space",)),
    _block("block.para", "paragraph", "Ctrl+0"),
    _block("block.h2", "h2", "Ctrl+2"),
    _block("block.h3", "h3", "Ctrl+3"),
    _block("block.quote", "quote", "Ctrl+Shift+Q"),
    _block("block.list", "bullet", "Ctrl+Shift+L"),
    _block("block.numbers", "number"),
    Command("block.box", lambda c: c.page.make_box(), in_page, keys=("Ctrl+Shift+B",)),
    Command("block.up", lambda c: c.page.move_block(-1), in_page, keys=("Alt+Up",)),
    Command("block.down", lambda c: c.page.move_block(1), in_page, keys=("Alt+Down",)),
    Command("insert.link", lambda c: c.shell.open("link"), in_page, keys=("Ctrl+K",)),
    Command("insert.photo", lambda c: c.shell.open_photos(), with_article, keys=("Ctrl+Shift+I",)),
    Command("insert.related", lambda c: c.shell.open("related"), with_article, keys=("Ctrl+Shift+R",)),
)
