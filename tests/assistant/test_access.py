import os
import time

import bcrypt
import pytest

from assistant.access import read_accounts, require_loopback
from corpus.errors import PinpointError

SECRET = "correct horse battery"
# Always the same salt: tests that run at once are told apart by their names.
HASHED = bcrypt.hashpw(SECRET.encode(), b"$2b$05$ymOaTkn5TyMTRzfg6LWeV.").decode()


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    monkeypatch.delenv("PINPOINT_AUTH", raising=False)


@pytest.fixture
def password_file(tmp_path):
    def write(text, mode=0o600):
        path = tmp_path / "accounts"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        path.chmod(mode)
        return path

    return write


def test_one_account_of_the_command_line():
    accounts = read_accounts(f"anna:{SECRET}:with a colon", None)
    assert accounts.check("anna", f"{SECRET}:with a colon")
    assert not accounts.check("anna", SECRET)
    assert not accounts.check("Anna", f"{SECRET}:with a colon")
    assert not accounts.check("", "")


def test_the_environment_gives_an_account_and_the_command_line_goes_before_it(monkeypatch):
    monkeypatch.setenv("PINPOINT_AUTH", f"anna:{SECRET}")
    assert read_accounts(None, None).check("anna", SECRET)
    assert not read_accounts("ben:other", None).check("anna", SECRET)


def test_no_account_is_none(monkeypatch):
    assert read_accounts(None, None) is None
    monkeypatch.setenv("PINPOINT_AUTH", "")
    assert read_accounts(None, None) is None


def test_a_file_holds_passwords_as_they_are_and_hashed(password_file):
    other = HASHED.replace("$2b$", "$2y$", 1)
    accounts = read_accounts(None, password_file(f"# people\n\nanna:{SECRET}\nben:{HASHED}\r\n李:{other}\n"))
    assert all(accounts.check(name, SECRET) for name in ("anna", "ben", "李"))
    assert not any(accounts.check(name, SECRET + "!") for name in ("anna", "ben", "李", "nobody"))
    # The hash itself opens nothing.
    assert not accounts.check("ben", HASHED)


def test_a_long_hashed_password_is_cut_where_htpasswd_cuts_it(password_file):
    long = "x" * 72
    hashed = bcrypt.hashpw(long.encode(), bcrypt.gensalt(4)).decode()
    accounts = read_accounts(None, password_file(f"anna:{hashed}\n"))
    assert accounts.check("anna", long + "beyond")
    assert not accounts.check("anna", "x" * 71)
    assert not accounts.check("anna", "x\0" * 40)


def test_only_what_was_right_once_is_remembered(password_file):
    accounts = read_accounts(None, password_file(f"ben:{HASHED}\n"))
    assert not accounts.is_proven("ben", SECRET)
    accounts.check("ben", "wrong")
    assert not accounts.is_proven("ben", "wrong")
    accounts.check("ben", SECRET)
    assert accounts.is_proven("ben", SECRET)
    assert not accounts.is_proven("ben", "wrong")
    assert not accounts.is_proven("anna", SECRET)
    assert SECRET not in repr(vars(accounts))


@pytest.mark.skipif(os.name != "posix", reason="permissions of files")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_can_read_is_refused(password_file, mode):
    with pytest.raises(PinpointError, match="chmod 600"):
        read_accounts(None, password_file(f"anna:{SECRET}\n", mode))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (SECRET, "no colon"),
        (f":{SECRET}", "the user is empty"),
        ("anna:", "the password is empty"),
        (f"anna:{SECRET}\x07", "control characters"),
        ("anna:$apr1$saltsalt$abcdefghijklmnopqrstu0", "htpasswd -B"),
        ("anna:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=", "htpasswd -B"),
        ("anna:$2y$05$tooshort", "htpasswd -B"),
        ("anna:" + HASHED.replace("$05$", "$31$"), "cost"),
        ("ben:again", "twice"),
    ],
)
def test_a_bad_line_is_named_by_its_number_and_no_password_is_shown(password_file, line, said):
    with pytest.raises(PinpointError) as raised:
        read_accounts(None, password_file(f"ben:first\n{line}\n"))
    message = str(raised.value)
    assert "line 2" in message
    assert said in message
    secrets = (SECRET, "first", "again", "saltsalt", "W6ph5", "tooshort", HASHED[8:])
    assert not any(secret in message for secret in secrets)


def test_every_bad_line_is_named_at_once(password_file):
    with pytest.raises(PinpointError, match=r"line 1: .*line 3: "):
        read_accounts(None, password_file("anna\nben:right\n:x\n"))


@pytest.mark.parametrize(("text", "said"), [("# nobody\n", "no account"), (b"anna:\xff\n", "UTF-8")])
def test_a_file_that_holds_no_account_is_refused_with_the_remedy(password_file, text, said):
    with pytest.raises(PinpointError, match=said):
        read_accounts(None, password_file(text))


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(PinpointError, match="user:password"):
        read_accounts(None, tmp_path / "none")


def test_a_bad_account_of_the_command_line_does_not_show_the_password():
    with pytest.raises(PinpointError) as raised:
        read_accounts(SECRET, None)
    assert SECRET not in str(raised.value)


def seconds_of(work):
    """The shortest of some runs: what else the machine does only adds to them."""
    times = []
    for _ in range(5):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def test_an_unknown_name_takes_as_long_as_a_wrong_password(password_file):
    slow, quick = (bcrypt.hashpw(SECRET.encode(), bcrypt.gensalt(cost)).decode() for cost in (9, 6))
    accounts = read_accounts(None, password_file(f"slow:{slow}\nquick:{quick}\nplain:{SECRET}\n"))
    expected = seconds_of(lambda: accounts.check("slow", "wrong"))
    for name in ("quick", "plain", "nobody"):
        assert seconds_of(lambda name=name: accounts.check(name, "wrong")) == pytest.approx(expected, rel=0.25)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.8.8.8"])
def test_this_machine_alone_needs_no_password(host):
    require_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", ""])
def test_every_other_address_does(host):
    with pytest.raises(PinpointError, match="--auth"):
        require_loopback(host)
