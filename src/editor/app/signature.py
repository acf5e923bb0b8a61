"""Whether a text was signed by the owner of a key: RSA with SHA-256 (RFC 8017, RSASSA-PKCS1-v1_5), as
`openssl dgst -sha256 -sign` makes it. Verifying takes no secret, so it is one power and one comparison.
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from hashlib import sha256

_RSA = bytes.fromhex("06092a864886f70d010101")  # the name of the algorithm in a public key (RFC 8017, A.1)
_SHA256 = bytes.fromhex("3031300d060960864801650304020105000420")  # and of the hash before its 32 bytes (9.2)
_SEQUENCE, _INTEGER, _BITS = 0x30, 0x02, 0x03
_ARMOUR = re.compile(r"-----[A-Z ]+-----|\s")
_LEAST = 2048  # bits; a shorter key can be broken


def is_signed(content: bytes, signature: bytes, key: str) -> bool:
    """Whether `signature` is of this content by the owner of `key`, a public key as PEM (with or without its armour).

    Raises ValueError when the key is none that can be used.
    """
    modulus, exponent = _public(key)
    length = (modulus.bit_length() + 7) // 8
    if len(signature) != length:
        return False
    wanted = _SHA256 + sha256(content).digest()
    padded = b"\x00\x01" + b"\xff" * (length - len(wanted) - 3) + b"\x00" + wanted
    return pow(int.from_bytes(signature), exponent, modulus) == int.from_bytes(padded)


def _public(key: str) -> tuple[int, int]:
    try:
        content = b64decode(_ARMOUR.sub("", key), validate=True)
        about, bits = _items(_one(content, _SEQUENCE))
        numbers = _items(_one(_inside(bits, _BITS)[1:], _SEQUENCE))
        modulus, exponent = (int.from_bytes(_inside(number, _INTEGER)) for number in numbers)
    except (binascii.Error, IndexError) as error:
        raise ValueError("no public key") from error
    if _RSA not in about[1] or modulus.bit_length() < _LEAST or exponent < 3:
        raise ValueError("no RSA key of 2048 bits or more")
    return modulus, exponent


def _items(content: bytes) -> list[tuple[int, bytes]]:
    """The values side by side in a DER value, each with its tag."""
    found = []
    while content:
        tag, length, at = content[0], content[1], 2
        if length & 0x80:
            at += length & 0x7F
            length = int.from_bytes(content[2:at])
        if len(content) < at + length:
            raise IndexError
        found.append((tag, content[at : at + length]))
        content = content[at + length :]
    return found


def _one(content: bytes, tag: int) -> bytes:
    return _inside(_items(content)[0], tag)


def _inside(item: tuple[int, bytes], tag: int) -> bytes:
    if item[0] != tag:
        raise ValueError("no public key")
    return item[1]
