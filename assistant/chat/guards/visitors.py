"""Who asks, as far as the server can tell: a user at an address, and there a browser.

In: the scope of a request. Out: a `Visitor`, by whom work, requests and uploads are shared out. Cookies can be had for
nothing: what one browser may do is a fair share for those who behave; what one source may do is the bound.
"""

import ipaddress
import re
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

import gradio as gr
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Scope

COOKIE = "pinpoint_visitor"
USER = "pinpoint.user"
"""Where the guarded application finds the name of the user, in the scope."""
GIVEN_COOKIE = re.compile(r"[\w-]{32}", re.ASCII)
"""As a cookie is made here: another is not sent back."""
_NETWORK_OF_ONE = 64
"""Bits of an IPv6 address that one household or office has: it can take as many addresses in it as it likes."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks."""

    source: str
    """User and address."""
    browser: str = ""
    """Its cookie; nothing for a program without one."""


NOBODY = Visitor("")
"""Of calls that come over no network."""


def visitor_of(scope: Scope) -> Visitor:
    """Who sent a request."""
    cookie = cookie_of(scope)
    browser = cookie if GIVEN_COOKIE.fullmatch(cookie) else ""
    return Visitor(f"{address_of(scope)} {scope.get(USER, '')}", browser)


def visitor_asking(request: gr.Request | Request | None) -> Visitor:
    """Who caused an event of the page, or called a tool, for which Gradio hands the request on as it is."""
    asked = request.request if isinstance(request, gr.Request) else request
    return visitor_of(asked.scope) if asked else NOBODY


def address_of(scope: Scope) -> str:
    """Where a request comes from: "192.0.2.7", "2001:db8:1:2::/64"."""
    client = scope.get("client")
    written = str(client[0]) if client else ""
    try:
        address = ipaddress.ip_address(written)
    except ValueError:
        return written
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _NETWORK_OF_ONE), strict=False))


def cookie_of(scope: Scope) -> str:
    """The visitor's cookie as it was sent; nothing where there is none."""
    try:
        cookie = SimpleCookie(Headers(scope=scope).get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""
