"""For tests only: what Windows 10 has and Debian's Wine 8 has not, as stand-ins in a Wine prefix.

`bcryptprimitives.dll` gives random bytes; every function of the others does nothing and gives 0.
"""

from __future__ import annotations

from pathlib import Path

from house import put, run
from windows import pe

MISSING = ("bcryptprimitives.dll", "icuuc.dll", "mscms.dll")
_RANDOM = """\
#include <stddef.h>
unsigned char __stdcall SystemFunction036(void *to, unsigned long count);
__declspec(dllexport) int ProcessPrng(unsigned char *to, size_t count) { return SystemFunction036(to, count); }
"""


def build(payload: Path, prefix: Path) -> list[Path]:
    """Put the stand-ins for what a payload asks for into a prefix."""
    system = prefix / "drive_c" / "windows" / "system32"
    made = []
    for name in MISSING:
        functions = pe.taken_from(name, pe.binaries(payload))
        if not functions:
            continue
        lines = "".join(f"__declspec(dllexport) void *{function}(void) {{ return 0; }}\n" for function in functions)
        source = put(prefix / "stubs" / f"{name}.c", _RANDOM if name.startswith("bcrypt") else lines)
        target = system / name
        run("x86_64-w64-mingw32-gcc", "-shared", "-w", "-O1", "-s", "-o", target, source, "-ladvapi32")
        made.append(target)
    return made
