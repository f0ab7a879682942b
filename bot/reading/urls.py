"""One address for one page. Knows nothing of networks: whether it may be fetched is asked elsewhere."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urljoin, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"utm_\w+|at_(?:medium|campaign|link\w*|bbc\w*|ptr\w*|custom\d)|[a-z]{0,2}fbclid|gclid|gclsrc|dclid|gbraid|wbraid"
    r"|msclkid|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_[ce]id|mkt_tok|_hs(?:enc|mi)|vero_(?:id|conv)|oly_\w+_id"
    r"|wt_?mc\w*|cmpid|xtor|pk_\w+|mtm_\w+|piwik_\w+|_ga|_gl|ns_(?:campaign|source|mchannel|linkname)|s_cid|ref_src"
    r"|ref_url|spm|sr_share|smid|guccounter|guce_ref\w*|__twitter_impression",
    re.IGNORECASE,
)
LONGEST = 2_000
"""Characters; browsers and Slack take no longer address."""

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
    if scheme not in _DEFAULT_PORTS or not host or len(url) > LONGEST or re.search(r"[\s<>\"\\^`{|}]", host):
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


_WWW = re.compile(r"^www\.(?=[^.]+\.)")
_AMP_HOST = re.compile(r"^amp(?:html)?\.(?=[^.]+\.)")
_MOBILE_HOST = re.compile(r"^(?:m|mobile|mobil)\.(?=[^.]+\.)|(?<=\.)m\.(?=[^.]+\.)")
_AMP_PATH = re.compile(r"/amp(?:\.html?)?/?$|(?<=\w)\.amp(?=\.html?$)|^/amp(?=/.)|(?<=\w)\.amp$")
_AMP_CACHES = (".cdn.ampproject.org", "amp.google.com")
_CACHED = re.compile(r"^/(?:amp|[acvw])/(?:s/)?(?:amp/)?(?:s/)?(?=[\w-]+\.)")
_AMP_PARAMETERS = {("amp", ""), ("amp", "1"), ("amp", "true"), ("outputtype", "amp"), ("output", "amp")}
_START_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def same_page(url: str) -> str | None:
    """The key of a page under all its addresses: canonical, without AMP, mobile host, `www.`, final slash and scheme,
    its parameters in order of their names, whatever is escaped in it.

    It serves to compare addresses; it need not lead anywhere. The key of `https://` and a key is that key.
    """
    address = canonical(url)
    if address is None:
        return None
    parts = urlsplit(address)
    name, path = _uncached(parts.netloc, quote(unquote_to_bytes(parts.path), safe=_KEPT))
    while (shorter := _shorter(name, path)) != (name, path):
        name, path = shorter
    pairs = sorted(
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if (key.lower(), value.lower()) not in _AMP_PARAMETERS
    )
    return f"{name}{path}{'?' if pairs else ''}{urlencode(pairs)}"


_KEPT = "/!$&'()*+,;=:@~"
"""What stands in a path without being escaped."""


def _uncached(name: str, path: str) -> tuple[str, str]:
    """The page's own host and path where a cache of AMP pages names them."""
    if not (name.endswith(_AMP_CACHES) or (name.startswith("www.google.") and path.startswith("/amp/"))):
        return name, path
    inner, _, rest = _CACHED.sub("", path).partition("/")
    own_name = urlsplit(canonical(f"https://{inner}/") or "").netloc
    return (own_name, f"/{rest}") if "." in own_name else (name, path)


def _shorter(name: str, path: str) -> tuple[str, str]:
    for pattern in (_WWW, _AMP_HOST, _MOBILE_HOST):
        name = pattern.sub("", name, count=1)
    return name, _START_PAGE.sub("", _AMP_PATH.sub("", path)).rstrip("/")


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
    """The name that was registered, without what hosts are called below it; a number or a single word as it is."""
    return _registered(urlsplit(address).hostname or "") or None


_PARTED = frozenset(
    {"europa.eu", "wordpress.com", "substack.com", "tumblr.com", "typepad.com", "ghost.io", "beehiiv.com"}
    | {"squarespace.com", "wixsite.com", "weebly.com", "livejournal.com", "over-blog.com", "hypotheses.org"}
)
"""Names below which others publish, each under a name of its own. (Those of the public suffix list are known as such.)
"""


def outlet(address: str) -> str | None:
    """Whose site it is, whichever of its hosts an address names: of europa.eu each institution's, of others' one."""
    name = (urlsplit(address).hostname or "").removeprefix("www.")
    found = _registered(name)
    if found in _PARTED and name != found:
        return ".".join(name.split(".")[-found.count(".") - 2 :])
    return found or None


@lru_cache(maxsize=4096)
def _registered(name: str) -> str:
    from tld import get_fld

    found: str | None = get_fld(f"http://{name}/", fail_silently=True) if name else None
    if found or name.rpartition(".")[2].isdigit() or ":" in name:
        return found or name
    return ".".join(name.split(".")[-2:])


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
