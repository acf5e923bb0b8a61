"""Jobs for the warm parent that are no commands: what the window does of itself."""

from __future__ import annotations

import sys
from pathlib import Path

TEXTS = tuple(f"---\ntitle: Bản {number}\n---\n\n{'Chữ mới. ' * number}\n" for number in range(6))


def keep_journal(arguments: list[str]) -> int:
    """Six texts into a journal, each said on stdout once it is confirmed; exit 3 with a sentence after an error."""
    from editor.app.messages import Messages
    from editor.errors import EditorError
    from editor.library.journal import Journal

    (folder,) = arguments
    journal = Journal(Path(folder))
    failed = 0
    for number, text in enumerate(TEXTS):
        try:
            journal.write(text, "base")
        except EditorError as error:
            sys.stderr.write(Messages.load("en").error(error) + "\n")
            failed = 3
        else:
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()
            failed = 0
    return failed


def set_by_command(arguments: list[str]) -> int:
    """`standfirst set`, under a lease."""
    from editor.cli.main import run

    folder, key, value = arguments
    return run(["--lang", "en", "set", folder, f"{key}={value}"])


def set_by_session(arguments: list[str]) -> int:
    """As a window saves whose lease was lost: what guards the file is its hash alone."""
    from dataclasses import replace
    from datetime import UTC, datetime

    from editor.app.messages import Messages
    from editor.app.session import DocumentSession
    from editor.errors import EditorError
    from editor.library.workspace import Workspace

    folder, key, value = arguments
    try:
        workspace, article_folder = Workspace.of_article(Path(folder))
        opened = workspace.load(article_folder)
        session = DocumentSession(article_folder, opened.article, workspace.newsroom(), opened.content_hash)
        field = {"title": "headline", "description": "standfirst"}[key]
        session.apply(replace(opened.article, **{field: value}), "page")
        session.save(workspace, datetime.now(UTC))
    except EditorError as error:
        sys.stderr.write(Messages.load("en").error(error) + "\n")
        return error.exit_code
    return 0
