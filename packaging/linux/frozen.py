"""What PyInstaller calls as the program."""

import os

from editor.__main__ import main


def give_back_library_path() -> None:
    """Our libraries are ours alone: a browser or file manager that is opened from here loads its own."""
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # a process of our own finds them anew
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    else:
        os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    give_back_library_path()
    raise SystemExit(main())
