"""Standfirst: a desktop tool in which reporters write articles and hand them to any CMS."""

__version__ = "0.1.0"
