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


_AMP_HOST = re.compile(r"amp(?:html)?\.(?=[^.]+\.)")
_MOBILE_HOST = re.compile(r"(?:m|mobile|mobil)\.(?=[^.]+\.)|(?<=\.)m\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?:\.html?)?/?$|(?<=\w)\.amp(?=\.html?$)|^/amp(?=/.)|(?<=\w)\.amp$")
_AMP_CACHES = (".cdn.ampproject.org", "amp.google.com")
_CACHED = re.compile(r"^/(?:amp|[acvw])/(?:s/)?(?:amp/)?(?:s/)?(?=[\w-]+\.)")
_AMP_QUERY = re.compile(r"(?:^|&)(?:amp(?:=1|=true)?|outputType=amp|output=amp)(?=&|$)", re.IGNORECASE)


def same_page(url: str) -> str | None:
    """The key of a page under all its addresses: canonical, without AMP, mobile host, `www.`, final slash and scheme.

    It serves to compare addresses; it need not lead anywhere.
    """
    address = canonical(url)
    if address is None:
        return None
    parts = urlsplit(address)
    name, path, query = parts.netloc, parts.path, _AMP_QUERY.sub("", parts.query)
    if name.endswith(_AMP_CACHES) or (name.startswith("www.google.") and path.startswith("/amp/")):
        name, _, path = _CACHED.sub("", path).partition("/")
        path = f"/{path}"
    name = name.removeprefix("www.")
    for pattern in (_AMP_HOST, _MOBILE_HOST):
        name = pattern.sub("", name, count=1)
    path = _AMP_PATH.sub("", path)
    path = re.sub(r"/index\.(?:html?|php)$", "", path).rstrip("/")
    return f"{name.removeprefix('www.')}{path}{'?' if query else ''}{query.lstrip('&')}"


def own(address: str, fetched: str) -> bool:
    """Whether a page at `fetched` may say that its address is this one: the same site, not its start page instead of
    an article, and not another article: the last part of the path, or a number in it, is found in both.
    """
    here, there = registered(fetched), registered(address)
    one, other = urlsplit(fetched), urlsplit(address)
    if here is None or here != there or (other.path in ("", "/") and other.query == "" and one.path not in ("", "/")):
        return False
    if same_page(fetched) == same_page(address):
        return True
    said, shown = _names(address), _names(fetched)
    return not said or not shown or bool(said & shown)


def _names(address: str) -> set[str]:
    """What in an address names the page: the words of its last part, and numbers that count articles."""
    parts = urlsplit(address)
    last = re.sub(r"\.\w{2,5}$", "", _AMP_PATH.sub("", parts.path).rstrip("/").rpartition("/")[2]).lower()
    numbers = re.findall(r"\d{4,}", f"{parts.path}?{parts.query}")
    words = [word for word in re.split(r"[^\w]+|_", last) if len(word) > 3]
    return {*words, *(number for number in numbers if not re.fullmatch(r"(?:19|20)\d\d", number))}


def registered(address: str) -> str | None:
    """The name of the site that was registered, without what hosts are called below it."""
    from courlan import extract_domain

    name = urlsplit(address).hostname or ""
    found: str | None = extract_domain(f"http://{name}/", fast=True) if name else None
    return found or name or None


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
