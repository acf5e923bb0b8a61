"""What comes from outside becomes our blocks: scraped text, web pages, Markdown of ours and of others.

    read_file(path) -> Draft          by the file's ending
    html_blocks(html) -> Parsed       one piece of markup (a page, a paste) to blocks

Nothing is fetched, nothing runs, nothing is lost silently: what is left out stands in `Draft.dropped`.
"""
