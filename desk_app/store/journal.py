"""The second journal: every unsent edit once more, in a file of its own.

One rotten file must never lose an unsent edit, so each act's edits are written here and synced
before its transaction commits. A line is the base64 of nonce and ciphertext (ChaCha20-Poly1305,
RFC 8439); the line's number and the file's random name are authenticated with it, so that lines
can be neither swapped nor carried over from another journal. The key is derived from the store's
(HKDF, RFC 5869). A last line torn by a power cut is passed over: its act was never confirmed.

Whoever writes holds the store's write lock, so that several processes never write at once.
"""

import binascii
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from msgspec import Struct

from desk_app.domain.edits import Edit
from desk_app.store.connecting import world
from desk_app.store.values import Desk

_MARK = b"ict-desk-journal-1 "
_NONCE = 12
# Windows would otherwise write another line end than the one that is authenticated.
_WRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
_NAME = 16


class Told(Struct, frozen=True):
    """What a journal holds: who the desk is, and the edits in the order typed."""

    desk: Desk = Desk()
    edits: tuple[Edit, ...] = ()


class _Line(Struct, frozen=True, omit_defaults=True):
    """One line: the edits of one act, or the desk; `void` takes back an act not committed."""

    edits: tuple[Edit, ...] = ()
    desk: Desk | None = None
    void: tuple[str, ...] = ()


_lines = msgspec.json.Decoder(_Line)


class Journal:
    """The second journal at `file`."""

    def __init__(self, file: Path, key: bytes, random: Callable[[int], bytes]) -> None:
        self._file = file
        self._random = random
        self._cipher = ChaCha20Poly1305(_derived(key))
        self._name = b""
        self._count = 0
        self._size = -1

    def append(self, edits: Iterable[Edit]) -> None:
        """Write the edits of one act and wait for the disk.

        Raises:
            DiskFull, StoreTrouble: the line is not there, and neither may the act be.
        """
        self._write(_Line(edits=tuple(edits)))

    def void(self, edits: Iterable[Edit]) -> None:
        """Take back edits whose transaction did not commit."""
        self._write(_Line(void=tuple(str(edit.id) for edit in edits)))

    def rewrite(self, desk: Desk, edits: Iterable[Edit]) -> None:
        """Put a new journal with these edits in the old one's place.

        Raises:
            DiskFull, StoreTrouble: the old journal stays.
        """
        fresh = self._file.with_suffix(".new")
        name = self._random(_NAME)
        texts = [self._sealed(name, 0, _Line(desk=desk))]
        texts += [
            self._sealed(name, number, _Line(edits=(edit,)))
            for number, edit in enumerate(edits, 1)
        ]
        with world():
            _write_whole(fresh, _header(name) + b"".join(texts))
            fresh.replace(self._file)
            _sync_folder(self._file.parent)
            self._remember(name, len(texts))

    def size(self) -> int:
        """Return the journal's length in bytes."""
        with world():
            return self._file.stat().st_size if self._file.exists() else 0

    def read(self) -> Told:
        """Return what the journal holds, up to its first damaged line.

        Raises:
            StoreTrouble: the file is there but cannot be read.
        """
        with world():
            name, lines, _ = self._lines()
        del name
        desk = Desk()
        edits: dict[str, Edit] = {}
        for line in lines:
            desk = line.desk or desk
            edits |= {str(edit.id): edit for edit in line.edits}
            for id in line.void:
                edits.pop(id, None)
        return Told(desk, tuple(edits.values()))

    def _write(self, line: _Line) -> None:
        with world():
            self._catch_up()
            text = self._sealed(self._name, self._count, line)
            at = self._size
            handle = os.open(self._file, _WRITE, 0o600)
            try:
                _write_at(handle, at, text)
            except BaseException:
                os.ftruncate(handle, at)
                raise
            finally:
                os.close(handle)
            self._size += len(text)
            self._count += 1

    def _catch_up(self) -> None:
        """Find the end of the last whole line; another process may have written meanwhile."""
        size = self._file.stat().st_size if self._file.exists() else 0
        if size and size == self._size and self._head() == self._name:
            return
        name, lines, end = self._lines()
        if not name:
            name = self._random(_NAME)
            _write_whole(self._file, _header(name))
            _sync_folder(self._file.parent)
            end = len(_header(name))
        self._name, self._count, self._size = name, len(lines), end

    def _head(self) -> bytes:
        with self._file.open("rb") as file:
            return _name_of(file.readline())

    def _remember(self, name: bytes, count: int) -> None:
        self._name, self._count, self._size = name, count, self._file.stat().st_size

    def _lines(self) -> tuple[bytes, list[_Line], int]:
        """Return the journal's name, its whole lines, and where they end."""
        if not self._file.exists():
            return b"", [], 0
        head, *texts = self._file.read_bytes().splitlines(keepends=True) or [b""]
        name = _name_of(head)
        found: list[_Line] = []
        end = len(head)
        for text in texts if name else []:
            line = self._opened(name, len(found), text)
            if line is None:
                break
            found.append(line)
            end += len(text)
        return name, found, end

    def _sealed(self, name: bytes, number: int, line: _Line) -> bytes:
        nonce = self._random(_NONCE)
        secret = self._cipher.encrypt(nonce, msgspec.json.encode(line), _bound(name, number))
        return b64encode(nonce + secret) + b"\n"

    def _opened(self, name: bytes, number: int, text: bytes) -> _Line | None:
        if not text.endswith(b"\n"):
            return None
        try:
            sealed = b64decode(text, validate=False)
            plain = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], _bound(name, number))
            return _lines.decode(plain)
        except (binascii.Error, InvalidTag, ValueError, msgspec.MsgspecError):
            return None


def _derived(key: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"ict-desk second journal").derive(key)


def _header(name: bytes) -> bytes:
    return _MARK + name.hex().encode() + b"\n"


def _name_of(head: bytes) -> bytes:
    """Return the journal's name, or nothing where the first line is not one."""
    if not head.startswith(_MARK) or not head.endswith(b"\n"):
        return b""
    try:
        name = bytes.fromhex(head[len(_MARK) : -1].decode())
    except ValueError:
        return b""
    return name if len(name) == _NAME else b""


def _bound(name: bytes, number: int) -> bytes:
    return name + number.to_bytes(8, "big")


def _write_at(handle: int, at: int, text: bytes) -> None:
    os.ftruncate(handle, at)
    os.lseek(handle, at, os.SEEK_SET)
    done = 0
    while done < len(text):
        done += os.write(handle, text[done:])
    os.fsync(handle)


def _write_whole(file: Path, text: bytes) -> None:
    handle = os.open(file, _WRITE, 0o600)
    try:
        _write_at(handle, 0, text)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make a new name in `folder` durable; Windows does it by itself and has no call for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
