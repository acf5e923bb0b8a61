"""The files of a workspace: front matter, dialect, reader, writer, article.json, newsroom.yaml."""
