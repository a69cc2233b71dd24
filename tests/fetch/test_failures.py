"""Every way of getting no answer has short words for people, without anything of the address in them."""

from __future__ import annotations

import errno
import socket
import ssl

import httpcore
import httpx
import pytest

from bot.fetch.failures import Refused, refusal_of, status_line
from bot.fetch.guard import ForbiddenAddress
from bot.fetch.limits import Limits
from bot.model import FailureKind


def unconnected(cause: Exception) -> httpcore.ConnectError:
    error = httpcore.ConnectError("https://user:secret@news.example/?token=secret")
    error.__cause__ = cause
    return error


def verification(code: int) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError()
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "kind", "detail"),
    [
        (Refused(FailureKind.GONE, "410 Gone"), FailureKind.GONE, "410 Gone"),
        (ForbiddenAddress("port 22 is not a web port"), FailureKind.FORBIDDEN_ADDRESS, "port 22 is not a web port"),
        (httpx.InvalidURL("secret"), FailureKind.FORBIDDEN_ADDRESS, "not a web address"),
        (httpcore.ConnectTimeout(), FailureKind.TIMEOUT, "no connection within 10 s"),
        (httpcore.ReadTimeout(), FailureKind.TIMEOUT, "no answer within 30 s"),
        (httpcore.WriteTimeout(), FailureKind.TIMEOUT, "no answer within 30 s"),
        (httpcore.ReadError("secret"), FailureKind.UNREACHABLE, "connection lost before an answer"),
        (httpcore.RemoteProtocolError("secret"), FailureKind.UNREACHABLE, "no HTTP answer"),
        (unconnected(verification(9)), FailureKind.TLS, "certificate is not valid yet"),
        (unconnected(verification(10)), FailureKind.TLS, "certificate has expired"),
        (unconnected(verification(20)), FailureKind.TLS, "certificate is from an unknown authority"),
        (unconnected(verification(62)), FailureKind.TLS, "certificate is for another name"),
        (unconnected(verification(99)), FailureKind.TLS, "certificate does not verify"),
        (unconnected(ssl.SSLError(1, "secret")), FailureKind.TLS, "TLS handshake failed"),
        (ssl.SSLError(1, "secret"), FailureKind.TLS, "TLS handshake failed"),
        (unconnected(socket.gaierror(socket.EAI_AGAIN, "x")), FailureKind.UNREACHABLE, "name server does not answer"),
        (unconnected(socket.gaierror(socket.EAI_NONAME, "x")), FailureKind.UNREACHABLE, "name does not resolve"),
        (unconnected(OSError(errno.ECONNREFUSED, "x")), FailureKind.UNREACHABLE, "connection refused"),
        (unconnected(OSError(errno.ENETUNREACH, "x")), FailureKind.UNREACHABLE, "network unreachable"),
        (unconnected(OSError(errno.EMFILE, "x")), FailureKind.UNREACHABLE, "no connection"),
    ],
)
def test_failures_are_told_in_few_words(error: Exception, kind: FailureKind, detail: str) -> None:
    refused = refusal_of(error, Limits())
    assert refused is not None
    assert (refused.kind, refused.detail) == (kind, detail)


@pytest.mark.parametrize("error", [ValueError(), KeyError("x"), httpcore.LocalProtocolError()])
def test_what_is_a_bug_of_ours_is_no_failure(error: Exception) -> None:
    assert refusal_of(error, Limits()) is None


@pytest.mark.parametrize(("code", "line"), [(404, "404 Not Found"), (521, "521")])
def test_status_line(code: int, line: str) -> None:
    assert status_line(code) == line
