"""One address for one page. Knows nothing of networks: whether it may be fetched is asked elsewhere."""

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|bbc\w*|ptr\w*|custom\d)|[a-z]{0,2}fbclid|gclid|gclsrc|dclid|gbraid|wbraid"
    r"|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|oly_\w+_id"
    r"|wt_?mc\w*|cmpid|xtor|pk_\w+|mtm_\w+|piwik_\w+|_ga|_gl|ns_(?:campaign|source|mchannel|linkname)|s_cid|ref_src"
    r"|ref_url|spm|sr_share|smid|guccounter|guce_ref\w*|__twitter_impression",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def canonical(url: str) -> str | None:
    """The address in its plain form: host in lower case, no default port, fragment or tracking; None if not http(s).

    The order of the remaining parameters is kept: on some servers it matters.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").rstrip(".").encode("idna").decode("ascii") if parts.hostname else ""
    except ValueError:  # UnicodeError among them
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host or re.search(r"[\s<>\"\\^`{|}]", host):
        return None
    if ":" in host:
        host = f"[{host}]"
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    query = parts.query
    pairs = parse_qsl(query, keep_blank_values=True)
    if any(_TRACKING.fullmatch(name) for name, _ in pairs):
        query = urlencode([(name, value) for name, value in pairs if not _TRACKING.fullmatch(name)])
    path = re.sub(r"\s", "%20", parts.path) or "/"
    return urlunsplit((scheme, netloc, path, re.sub(r"\s", "%20", query), ""))


def resolved(url: str, base: str | None) -> str | None:
    """The canonical form of an address that may be relative to `base`."""
    try:
        return canonical(urljoin(base or "", url.strip()))
    except ValueError:
        return None


def host(url: str | None) -> str | None:
    """The host without `www.`, which serves as the publisher's name where none is given."""
    address = canonical(url) if url else None
    return (urlsplit(address).hostname or "").removeprefix("www.") or None if address else None
