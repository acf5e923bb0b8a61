"""Takes typed values out of a settings tree; what cannot be used becomes a problem and its default."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from editor.source.settings_tree import Setting, SettingsProblem

_SITE = re.compile(r"https?://[^\s/?#]+(?:/[^\s?#]*)?$")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*$")
_NUMBER = re.compile(r"\d{1,9}$")
_FLAGS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


class SettingsReader:
    """Every method takes the mapping, the key, the default, and the dotted path above the key for problems."""

    def __init__(self) -> None:
        self.problems: list[SettingsProblem] = []

    def refuse(self, setting: Setting, key: str, value: str, code: str = "settings.bad-value") -> None:
        """A value that cannot be used; the caller goes on with the default."""
        self.problems.append(SettingsProblem(setting.file, setting.line, key, value, code))

    def known(self, mapping: Setting, keys: Collection[str], above: str = "") -> None:
        """Every other key is a slip of the pen that somebody wants to know about."""
        for key, setting in mapping.value.items() if isinstance(mapping.value, Mapping) else ():
            if key not in keys:
                self.refuse(setting, _path(above, key), key, "settings.unknown-key")

    def mapping(self, tree: Setting, key: str, above: str = "") -> Setting:
        found = tree.get(key)
        if found is None:
            return Setting({})
        if not isinstance(found.value, Mapping):
            self.refuse(found, _path(above, key), _shown(found))
            return Setting({})
        return found

    def items(self, found: Setting | None, path: str) -> tuple[Setting, ...]:
        """The entries of a list that are not empty."""
        if found is None:
            return ()
        if not isinstance(found.value, tuple):
            self.refuse(found, path, _shown(found))
            return ()
        return tuple(item for item in found.value if item.value not in ("", ()))

    def text(self, tree: Setting, key: str, default: str, above: str = "") -> str:
        found = tree.get(key)
        if found is None:
            return default
        if found.text is None:
            self.refuse(found, _path(above, key), _shown(found))
            return default
        return found.text

    def texts(self, tree: Setting, key: str, above: str = "") -> tuple[str, ...]:
        """A list of texts, each once; a single text is a list of one."""
        found = tree.get(key)
        if found is not None and found.text is not None:
            return (found.text,)
        path = _path(above, key)
        texts: dict[str, None] = {}
        for item in self.items(found, path):
            if item.text is None:
                self.refuse(item, path, _shown(item))
            else:
                texts[item.text] = None
        return tuple(texts)

    def flag(self, tree: Setting, key: str, default: bool, above: str = "") -> bool:
        word = self.text(tree, key, "yes" if default else "no", above)
        if word.lower() in _FLAGS:
            return _FLAGS[word.lower()]
        self._refuse_key(tree, key, above)
        return default

    def choice(self, tree: Setting, key: str, choices: Sequence[str], default: str, above: str = "") -> str:
        word = self.text(tree, key, default, above)
        if word in choices:
            return word
        self._refuse_key(tree, key, above)
        return default

    def number(self, tree: Setting, key: str, default: int, span: tuple[int, int], above: str = "") -> int:
        """A whole number within `span`, both ends included."""
        word = self.text(tree, key, str(default), above)
        if _NUMBER.match(word) and span[0] <= int(word) <= span[1]:
            return int(word)
        self._refuse_key(tree, key, above)
        return default

    def numbers(
        self, tree: Setting, key: str, default: tuple[int, ...], span: tuple[int, int], above: str = ""
    ) -> tuple[int, ...]:
        """Whole numbers, the smallest first, each once; one that cannot be used makes the whole list the default."""
        words = self.texts(tree, key, above)
        if tree.get(key) is None:
            return default
        if words and all(_NUMBER.match(word) and span[0] <= int(word) <= span[1] for word in words):
            return tuple(sorted({int(word) for word in words}))
        self._refuse_key(tree, key, above)
        return default

    def site(self, tree: Setting, key: str, default: str) -> str:
        """A web address without the slash at its end."""
        return self._matching(tree, key, default, _SITE).rstrip("/")

    def language(self, tree: Setting, key: str, default: str) -> str:
        return self._matching(tree, key, default, _LANGUAGE)

    def address(self, tree: Setting, key: str, default: str, above: str) -> str:
        """A slug: small ASCII letters, figures and single hyphens."""
        return self._matching(tree, key, default, _ADDRESS, above)

    def timezone(self, tree: Setting, key: str, default: str) -> str:
        """A name of the IANA database."""
        word = self.text(tree, key, default)
        if word == default:
            return word
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # looks for its files when it is imported

        try:
            ZoneInfo(word)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._refuse_key(tree, key, "")
            return default
        return word

    def _matching(self, tree: Setting, key: str, default: str, pattern: re.Pattern[str], above: str = "") -> str:
        word = self.text(tree, key, default, above)
        if word == default or pattern.match(word):
            return word
        self._refuse_key(tree, key, above)
        return default

    def _refuse_key(self, tree: Setting, key: str, above: str) -> None:
        found = tree.get(key)
        if found is not None:
            self.refuse(found, _path(above, key), _shown(found))


def _path(above: str, key: str) -> str:
    return f"{above}.{key}" if above else key


def _shown(setting: Setting) -> str:
    """A value as a sentence names it."""
    return setting.text if setting.text is not None else "…"
