"""Who may use a server: names and passwords, from the command line, the environment or a file.

In: "user:password", or a file of such lines, the passwords as they are or hashed by bcrypt (`htpasswd -B`). Out:
`Accounts`, which tell whether a name and a password belong together, in a time that does not tell which of the two is
wrong. Nothing is said over the network here, and no password is ever printed.
"""

import base64
import hashlib
import hmac
import ipaddress
import os
import re
import secrets
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import PinpointError

AUTH_VARIABLE = "PINPOINT_AUTH"
_BCRYPT = re.compile(r"\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}")
_OTHER_HASH = re.compile(
    r"\$(?:2[abxy]?|1|5|6|7|y|gy|apr1|sha1|md5|argon2[a-z]*|scrypt|pbkdf2[-a-z0-9]*)\$|\{[A-Z0-9]+\}"
)
_SLOWEST = 14
"""Cost of bcrypt from which one check takes seconds: whoever tries passwords would stop the server."""
_BCRYPT_BYTES = 72
"""What bcrypt reads of a password; `htpasswd` cuts the rest off as well."""


@dataclass(frozen=True, slots=True)
class _Password:
    """A password as it was given: its digest, or its bcrypt hash and what that costs to compute."""

    digest: bytes = field(repr=False)
    cost: int = 0
    """0 for one that is no bcrypt hash."""


class Accounts:
    """Names with their passwords. Safe to share between threads."""

    def __init__(self, passwords: Mapping[str, str]) -> None:
        """`passwords`: for each name the password, or its bcrypt hash."""
        self._key = secrets.token_bytes(32)
        self._passwords = {name: self._read(written) for name, written in passwords.items()}
        self._cost = max(password.cost for password in self._passwords.values())
        self._decoy = _Password(secrets.token_bytes(32))
        self._proven: dict[str, bytes] = {}

    def is_proven(self, name: str, password: str) -> bool:
        """Whether the two have been checked and found right before: a bcrypt hash is computed once a password.

        What is remembered is a digest under a key that is drawn when the server starts and never leaves it.
        """
        # As long as a digest: the comparison takes as long for one who was never here.
        return hmac.compare_digest(self._proven.get(name, self._decoy.digest), self._digest(f"{name}\0{password}"))

    def check(self, name: str, password: str) -> bool:
        """Whether name and password belong together; takes as long for an unknown name as for a wrong password."""
        known = self._passwords.get(name, self._decoy)
        if known.cost:
            fits = _bcrypt_fits(password, known.digest)
        else:
            fits = hmac.compare_digest(self._digest(password), known.digest)
        if fits and name in self._passwords:
            self._proven[name] = self._digest(f"{name}\0{password}")
            return True
        self._take_as_long_as_the_slowest(known.cost)
        return False

    @property
    def are_hashed(self) -> bool:
        """Whether a check computes bcrypt, which takes a while."""
        return self._cost > 0

    def _take_as_long_as_the_slowest(self, cost: int) -> None:
        """Each step of cost doubles bcrypt's work, so the steps in between add up to the difference."""
        for missing in range(cost, self._cost) if cost else [self._cost] * self.are_hashed:
            _bcrypt_fits("", _decoy_hash(missing))

    def _read(self, written: str) -> _Password:
        hashed = _BCRYPT.fullmatch(written)
        return _Password(written.encode(), int(hashed[1])) if hashed else _Password(self._digest(written))

    def _digest(self, text: str) -> bytes:
        return hmac.digest(self._key, text.encode("utf-8", "surrogatepass"), "sha256")


def read_accounts(auth: str | None, file: Path | None) -> Accounts | None:
    """The accounts of `--auth` or `--auth-file`, else of the environment; None where there are none.

    Raises:
        PinpointError: what is written is no account, or others can read the file; the message names the lines and
            never a password.

    """
    if file is not None:
        return Accounts(_read_file(file))
    source = "--auth" if auth is not None else AUTH_VARIABLE
    written = auth if auth is not None else os.environ.get(AUTH_VARIABLE) or None
    if written is None:
        return None
    problem = _problem_of(written)
    if problem:
        raise PinpointError(f"{source}: {problem}.")
    name, _, password = written.partition(":")
    return Accounts({name: password})


def require_loopback(host: str) -> None:
    """Without accounts a server is for its own machine alone.

    Raises:
        PinpointError: `host` can be reached from other machines.

    """
    try:
        is_loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_loopback = False
    if not is_loopback:
        raise PinpointError(
            f"Without a password the chat would be open to everyone who reaches {host!r}: give --auth user:password "
            "or --auth-file FILE, or use 127.0.0.1."
        )


def _read_file(path: Path) -> dict[str, str]:
    passwords: dict[str, str] = {}
    problems = []
    for number, line in _lines_of(path):
        name, _, password = line.partition(":")
        problem = _problem_of(line) or (f"the user {name!r} stands there twice" if name in passwords else "")
        if problem:
            problems.append(f"line {number}: {problem}")
        else:
            passwords[name] = password
    if problems:
        raise PinpointError(f"The password file {path} cannot be used: {'; '.join(problems)}.")
    if not passwords:
        raise PinpointError(f"The password file {path} holds no account: write user:password, one a line.")
    return passwords


def _lines_of(path: Path) -> Iterator[tuple[int, str]]:
    """The lines that are neither blank nor comments, with their numbers."""
    try:
        # Through the descriptor, so that what was looked at is what is read.
        with path.open("rb") as opened:
            mode = os.fstat(opened.fileno()).st_mode
            data = opened.read()
    except OSError as error:
        raise PinpointError(
            f"The password file {path} cannot be read ({error.strerror}): give a file of user:password, one a line."
        ) from error
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise PinpointError(f"Others can read the password file {path}: chmod 600 {path}")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PinpointError(f"The password file {path} is not UTF-8: save it as such.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        line = line.removesuffix("\r")
        if line.strip() and not line.startswith("#"):
            yield number, line


def _problem_of(line: str) -> str:
    """What keeps a line from being an account; nothing where it is one. Never shows what may be a password."""
    name, colon, password = line.partition(":")
    if not colon:
        return "there is no colon between user and password; write user:password"
    if not name or not password:
        return f"the {'password' if name else 'user'} is empty; write user:password"
    if not line.isprintable():
        return "there are control characters in it; write user:password"
    hashed = _BCRYPT.fullmatch(password)
    if hashed and not 4 <= int(hashed[1]) <= _SLOWEST:
        return f"the cost of the hash is not between 4 and {_SLOWEST}; make it with htpasswd -B -C 12"
    if not hashed and _OTHER_HASH.match(password):
        return "this kind of hash is not known; make it with htpasswd -B"
    return ""


def _bcrypt_fits(password: str, hashed: bytes) -> bool:
    # Imported here: most passwords are given as they are.
    import bcrypt

    # A null byte would end the password for bcrypt, which refuses it; as a digest it fits nothing.
    encoded = password.encode("utf-8", "surrogatepass")
    if b"\0" in encoded:
        encoded = base64.b64encode(hashlib.sha256(encoded).digest())
    return bcrypt.checkpw(encoded[:_BCRYPT_BYTES], hashed)


def _decoy_hash(cost: int) -> bytes:
    """A hash of that cost which nobody knows a password for."""
    return b"$2b$%02d$" % cost + b"." * 53
