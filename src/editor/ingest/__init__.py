"""What comes from outside becomes our blocks: scraped text, web pages, documents, Markdown of ours and of others.

    read_file(path) -> Draft          by the file's ending
    html_blocks(html) -> blocks       one piece of markup, as a paste brings it; html_draft says what else it brings

Nothing is fetched, nothing runs, nothing is lost silently: what is left out stands in `Draft.dropped`.
"""

from editor.ingest.draft import ArchiveItem, Draft, Dropped, WantedPhoto
from editor.ingest.page import html_blocks, html_draft
from editor.ingest.reading import read_file

__all__ = ["ArchiveItem", "Draft", "Dropped", "WantedPhoto", "html_blocks", "html_draft", "read_file"]
