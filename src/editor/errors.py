"""Every error that Standfirst raises on purpose.

    EditorError
    ├── UsageError                    2  wrong use of a command or a field
    │   └── AddressError                 no address of a CMS folder that we can use
    ├── RemoteError                   3
    │   ├── RemoteUnreachableError       another computer does not answer
    │   └── RemoteRefusedError           it refuses: the login, the right to write, or it is not known
    ├── UpdateError                   3
    │   ├── UpdateUnreachableError       the announcement of newer versions cannot be fetched
    │   └── UpdateForgedError            it was not signed with the key that an administrator trusts
    ├── ExtraMissingError             3  needs a part that is installed on request only
    ├── FileError                     3
    │   ├── FileMissingError             no such file or folder
    │   ├── FileUnreadableError          there, but cannot be read, or is not text
    │   ├── FileUnwritableError          no right to write, read-only, gone share
    │   ├── DiskFullError                no space or over quota
    │   └── UnsafePathError              a link, or a path that leaves its folder
    ├── WorkspaceError                3
    │   ├── WorkspaceMissingError        unplugged drive, lost share, not a workspace
    │   ├── NoArticleError               the path is no article
    │   └── NoVersionError               an article has no version of that name
    ├── FormatError                   3
    │   ├── FrontMatterError             unreadable YAML in an article
    │   ├── UnknownSchemaError           written by a newer Standfirst
    │   ├── SettingsError                a bad value in newsroom.yaml (file, line, key)
    │   ├── ManifestError                not one of our bundles
    │   ├── UnknownFormatError           an import of a kind that we do not read
    │   ├── EmptyFileError               an import without a headline, a text or a photo
    │   └── TooHardError                 input that would not be read within the time limit
    ├── PhotoError                    3
    │   ├── NotAPhotoError               no JPEG, PNG, WebP, GIF or HEIC by its first bytes
    │   ├── PhotoTooLargeError           over the limits of trust.md rule 15
    │   ├── PhotoUnreadableError         damaged
    │   └── PhotoMissingError            named by the article, not there
    ├── EditError                     2  an edit that the article does not allow (at a wrong place, unknown field)
    ├── ConflictError                 4
    │   ├── ChangedOnDiskError           somebody else wrote since we read
    │   ├── LockedError                  another process holds the article's lease
    │   ├── CopiedArticleError           another folder holds the article that was exported
    │   └── NameTakenError               a folder of that name is not ours
    ├── BlockedError                  1  findings block the export
    └── CancelledError              130

The number is the exit code of the command line. An error carries a `code` and facts and no prose: the words stand in
`resources/messages`, under the code, for window and command line alike.
"""

from __future__ import annotations

from typing import ClassVar


class EditorError(Exception):
    """Something went wrong that a person can understand and mend.

    Args:
        file: the file or folder that the sentence must name; "" when there is none.
        facts: what the sentence in `resources/messages` is filled with.
    """

    code: ClassVar[str] = "error"
    exit_code: ClassVar[int] = 3

    def __init__(self, file: object = "", **facts: object) -> None:
        self.file = str(file)
        self.facts = facts
        super().__init__(self.code, self.file, facts)

    def __reduce__(self) -> tuple[object, ...]:
        """So that an error comes whole out of a process whose time and memory are capped."""
        return _again, (type(self), self.file, self.facts)


def _again(kind: type[EditorError], file: str, facts: dict[str, object]) -> EditorError:
    return kind(file, **facts)


class UsageError(EditorError):
    code = "usage"
    exit_code = 2


class AddressError(UsageError):
    """Facts: reason ("scheme", "host", "port", "password", "plain")."""

    code = "usage.address"


class RemoteError(EditorError):
    code = "remote"


class RemoteUnreachableError(RemoteError):
    code = "remote.unreachable"


class RemoteRefusedError(RemoteError):
    """Facts: reason ("login", "right", "host-key")."""

    code = "remote.refused"


class UpdateError(EditorError):
    code = "update"


class UpdateUnreachableError(UpdateError):
    """Facts: problem (what the system said)."""

    code = "update.unreachable"


class UpdateForgedError(UpdateError):
    code = "update.forged"


class ExtraMissingError(EditorError):
    """Facts: extra (the name of the part, as pip knows it)."""

    code = "extra"


class FileError(EditorError):
    code = "file"


class FileMissingError(FileError):
    code = "file.missing"


class FileUnreadableError(FileError):
    code = "file.unreadable"


class FileUnwritableError(FileError):
    code = "file.unwritable"


class DiskFullError(FileError):
    code = "file.disk-full"


class UnsafePathError(FileError):
    code = "file.unsafe-path"


class WorkspaceError(EditorError):
    code = "workspace"


class WorkspaceMissingError(WorkspaceError):
    code = "workspace.missing"


class NoArticleError(WorkspaceError):
    code = "workspace.no-article"


class NoVersionError(WorkspaceError):
    """Facts: version (its id, as given)."""

    code = "workspace.no-version"
    exit_code = 2


class FormatError(EditorError):
    code = "format"


class FrontMatterError(FormatError):
    """Facts: line (1-based), problem (the parser's words); reason and key where there is a sentence of its own."""

    code = "format.front-matter"


class UnknownSchemaError(FormatError):
    """Facts: schema."""

    code = "format.unknown-schema"


class SettingsError(FormatError):
    """Facts: line (1-based), key."""

    code = "format.settings"


class ManifestError(FormatError):
    code = "format.manifest"


class UnknownFormatError(FormatError):
    """Facts: kind (the file's ending)."""

    code = "format.unknown"


class EmptyFileError(FormatError):
    code = "format.empty"


class TooHardError(FormatError):
    code = "format.too-hard"


class PhotoError(EditorError):
    code = "photo"


class NotAPhotoError(PhotoError):
    code = "photo.not-a-photo"


class PhotoTooLargeError(PhotoError):
    """Facts: megapixels, limit (megapixels) or megabytes, limit (megabytes)."""

    code = "photo.too-large"


class PhotoUnreadableError(PhotoError):
    code = "photo.unreadable"


class PhotoMissingError(PhotoError):
    code = "photo.missing"


class EditError(EditorError):
    code = "edit"
    exit_code = 2


class ConflictError(EditorError):
    code = "conflict"
    exit_code = 4


class ChangedOnDiskError(ConflictError):
    code = "conflict.changed"


class LockedError(ConflictError):
    """Facts: holder (user), host, since (aware datetime)."""

    code = "conflict.locked"


class TakenOverError(ConflictError):
    """Somebody has taken the article over while it was open here."""

    code = "conflict.taken-over"


class CopiedArticleError(ConflictError):
    """A folder that was copied by hand. Facts: other (the name of the folder that was exported)."""

    code = "conflict.copied"


class NameTakenError(ConflictError):
    code = "conflict.name-taken"


class BlockedError(EditorError):
    """Facts: codes (of the findings that block)."""

    code = "blocked"
    exit_code = 1


class CancelledError(EditorError):
    code = "cancelled"
    exit_code = 130
