"""Why a fetch failed, in words for people. They name no more of an address than its host: the rest may be secret."""

from __future__ import annotations

import errno
import socket
import ssl
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpcore
import httpx

from bot.fetch.guard import ForbiddenAddress
from bot.model import FailureKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import timedelta

    from bot.fetch.limits import Limits


class Refused(Exception):
    """The answer is of no use. Raised inside this package only; outside, it is a FetchFailed."""

    def __init__(self, kind: FailureKind, detail: str, retry_after: timedelta | None = None) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.retry_after = retry_after


# OpenSSL's X509_V_ERR_* numbers, as in x509_vfy.h.
_CERTIFICATES = {
    9: "certificate is not valid yet",
    10: "certificate has expired",
    18: "certificate is signed by itself",
    19: "certificate is from an unknown authority",
    20: "certificate is from an unknown authority",
    21: "certificate is from an unknown authority",
    62: "certificate is for another name",
    64: "certificate is for another address",
}
_NETWORK = {
    errno.ECONNREFUSED: "connection refused",
    errno.ENETUNREACH: "network unreachable",
    errno.EHOSTUNREACH: "host unreachable",
}


def status_line(code: int) -> str:
    """Such as 404 Not Found, in the standard's words rather than the server's."""
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def refusal_of(error: Exception, limits: Limits) -> Refused | None:
    """What a failure to get an answer means; None if it is a bug of ours."""
    match error:
        case Refused():
            return error
        case ForbiddenAddress():
            return Refused(FailureKind.FORBIDDEN_ADDRESS, str(error))
        case httpx.InvalidURL():
            return Refused(FailureKind.FORBIDDEN_ADDRESS, "not a web address")
        case httpcore.ConnectTimeout():
            return Refused(FailureKind.TIMEOUT, f"no connection within {limits.connect:g} s")
        case httpcore.TimeoutException():
            return Refused(FailureKind.TIMEOUT, f"no answer within {limits.total:g} s")
        case httpcore.ConnectError() | OSError():  # a TLS alert while reading is a bare OSError
            return _unconnected(error)
        case httpcore.NetworkError():
            return Refused(FailureKind.UNREACHABLE, "connection lost before an answer")
        case httpcore.RemoteProtocolError():
            return Refused(FailureKind.UNREACHABLE, "no HTTP answer")
    return None


def may_pass(error: Exception) -> bool:
    """Whether a connection that failed may be made a moment later: not where the name or the certificate is wrong."""
    lasting = (ssl.SSLError, socket.gaierror)
    return isinstance(error, httpcore.ConnectError) and not any(isinstance(e, lasting) for e in _causes(error))


def _unconnected(error: Exception) -> Refused:
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError():
                detail = _CERTIFICATES.get(cause.verify_code, "certificate does not verify")
                return Refused(FailureKind.TLS, detail)
            case ssl.SSLError():
                return Refused(FailureKind.TLS, "TLS handshake failed")
            case socket.gaierror(errno=socket.EAI_AGAIN):
                return Refused(FailureKind.UNREACHABLE, "name server does not answer")
            case socket.gaierror():
                return Refused(FailureKind.UNREACHABLE, "name does not resolve")
            case OSError(errno=number) if number in _NETWORK:
                return Refused(FailureKind.UNREACHABLE, _NETWORK[number])
    return Refused(FailureKind.UNREACHABLE, "no connection")


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
