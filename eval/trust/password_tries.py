"""Passwords tried in bulk: from one address and many, of known names and unknown, with the right one among them.

In: an index. Out: tallies. What must hold: who guesses is soon told to wait, and longer and longer; the right password
is no way past the wait; nobody elsewhere is locked out; who is logged in notices nothing.
"""

import base64
import random
from pathlib import Path

import httpx

from eval.trust.served import serve_index
from eval.trust.tally import Tally

_NAME, _PASSWORD = "anna", "sesame: öffne dich"
_SEED = 9
_FREE_TRIES = 5
_IN, _OUT, _WAIT = httpx.codes.OK, httpx.codes.UNAUTHORIZED, httpx.codes.TOO_MANY_REQUESTS
_SMALL = "/api/openapi.json"


class _Client:
    """Somebody at an address, as the reverse proxy in front of the server tells it."""

    def __init__(self, url: str, address: str) -> None:
        headers = {"X-Forwarded-For": address}
        # No certificates are read: it takes longer than a hundred guesses.
        self._client = httpx.Client(base_url=url, headers=headers, trust_env=False, timeout=60, verify=False)

    def try_password(self, name: str, password: str, path: str = _SMALL) -> httpx.Response:
        encoded = base64.b64encode(f"{name}:{password}".encode()).decode()
        return self._client.get(path, headers={"Authorization": f"Basic {encoded}"})


def tally_passwords(index: Path, count: int) -> list[Tally]:
    """`count` guesses of each kind at a server of its own."""
    accounts = index.parent / "accounts-of-the-drill"
    accounts.touch(0o600)
    accounts.write_text(f"{_NAME}:{_PASSWORD}\nben:another\n", encoding="utf-8")
    try:
        with serve_index(index, ["--auth-file", str(accounts)]) as served:
            guests = _Client(served.address, "198.51.100.1")
            # As a browser does: the page, then with its cookie what belongs to it.
            logged_in = [guests.try_password(_NAME, _PASSWORD, path) for path in ("/", _SMALL)]
            return [
                _guess_one_name(served.address, count, guests, logged_in),
                _guess_many_names(served.address, count),
                _guess_right_at_last(served.address, max(count // 20, 3)),
                _forge_addresses(served.address, count),
            ]
    finally:
        accounts.unlink()


def _guess_one_name(url: str, count: int, guests: _Client, logged_in: list[httpx.Response]) -> Tally:
    """From the very address of one who is logged in, which an office may share."""
    guesser = _Client(url, "198.51.100.1")
    answers = [guesser.try_password(_NAME, f"guess {number}") for number in range(count)]
    losses = _judge(answers, "one name")
    losses += [
        f"guess {n} of {count} was tried" for n, a in enumerate(answers) if n > _FREE_TRIES and a.status_code != _WAIT
    ]
    logged_in += [guests.try_password(_NAME, _PASSWORD) for _ in range(30)]
    losses += [
        f"who is logged in was answered {answer.status_code}" for answer in logged_in if answer.status_code != _IN
    ]
    elsewhere = _Client(url, "203.0.113.5").try_password(_NAME, _PASSWORD)
    losses += [] if elsewhere.status_code == _IN else [f"the user was locked out elsewhere: {elsewhere.status_code}"]
    waits = sorted({int(answer.headers["retry-after"]) for answer in answers if "retry-after" in answer.headers})
    figures = f"told to wait up to {waits[-1]} s" if waits else "never told to wait"
    return Tally("guesses at one name from a shared address", count + 32, tuple(losses), figures)


def _guess_many_names(url: str, count: int) -> Tally:
    """One password tried on one name after the other."""
    guesser = _Client(url, "198.51.100.2")
    answers = [guesser.try_password(f"user {number}", "123456") for number in range(max(count, 80))]
    losses = _judge(answers, "many names")
    if not any(answer.status_code == _WAIT for answer in answers):
        losses.append(f"{len(answers)} names were tried without a wait")
    return Tally("one password on many names", len(answers), tuple(losses))


def _guess_right_at_last(url: str, addresses: int) -> Tally:
    """The right password, proven by its user elsewhere, guessed while there is a wait."""
    losses = []
    for number in range(addresses):
        guesser = _Client(url, f"198.51.101.{number % 250}")
        wrong = [guesser.try_password(_NAME, f"guess {guess}").status_code for guess in range(_FREE_TRIES)]
        right = guesser.try_password(_NAME, _PASSWORD)
        if right.status_code != _WAIT:
            losses.append(f"after {wrong} the right password was answered {right.status_code}")
    return Tally("the right password during the wait", addresses, tuple(losses))


def _forge_addresses(url: str, count: int) -> Tally:
    """A guesser behind the proxy makes addresses up; the proxy puts the true one behind them, as proxies do."""
    chance = random.Random(_SEED)
    answers = [
        _Client(url, f"{chance.randint(1, 223)}.0.2.{number % 250}, 198.51.100.9").try_password(
            "ben", f"guess {number}"
        )
        for number in range(min(count, 200))
    ]
    losses = _judge(answers, "made-up addresses")
    losses += [f"guess {n} was tried" for n, a in enumerate(answers) if n > _FREE_TRIES and a.status_code != _WAIT]
    return Tally("guesses with made-up addresses", len(answers), tuple(losses))


def _judge(answers: list[httpx.Response], what: str) -> list[str]:
    odd = [answer for answer in answers if answer.status_code not in (_OUT, _WAIT)]
    mute = [answer for answer in answers if answer.status_code == _WAIT and int(answer.headers["retry-after"]) < 1]
    return [f"{what}: {answer.status_code} {answer.text[:100]}" for answer in odd + mute]
