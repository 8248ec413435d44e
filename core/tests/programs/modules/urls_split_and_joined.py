from urllib.parse import urlsplit, urlparse, urljoin, urlunparse, urlunsplit, urldefrag, parse_qs, parse_qsl, unquote_plus, quote, quote_plus, unquote, urlencode
URLS = ["http://www.Example.com:8080/path/a;x?q=1&r=2#frag", "https://user:pw@host.org", "//cdn.x.com/lib.js", "/abs/path?x", "rel/path#f", "mailto:joe@x.org", "file:///etc/hosts", "", "http://h?q", "ftp://[::1]:21/x", "javascript:void(0)", "a:b:c", "localhost:8000/x", "http://host:/p", "HTTP://H/p;a;b?c?d#e#f"]
for u in URLS:
    s, p = urlsplit(u), urlparse(u)
    print(s, p, s.hostname, s.port, s.username, s.password, s.geturl() == u, p.geturl(), urldefrag(u))
for base in ("http://a/b/c/d;p?q", "http://a", "http://a/b/", "/x/y", "mailto:x"):
    for rel in ("g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", ";x", "", ".", "./", "..", "../", "../g", "../..", "../../g", "../../../g", "/./g", "g/./h", "g/../h", "http:g", "https://z/q", "mailto:a@b", "//h/x?y#z"):
        print(base, rel, urljoin(base, rel))
for bad in ("http://h:x/", "http://h:99999/"):
    try: urlsplit(bad).port
    except ValueError as e: print(e)
try: urlparse("http://[::1/")
except ValueError as e: print(e)
print(urlunsplit(("http", "h", "p", "", "f")), urlunparse(("", "", "x", "p", "q", "")), urlparse("http://a/b")._replace(path="/c", query="z=1").geturl())
print(parse_qs("a=1&a=2&b=&c=x+y%20z"), parse_qs("a=&b", keep_blank_values=True), parse_qsl("k=v&k=w"), unquote_plus("a+b%2B"), quote("/a b/ü?", safe=""), quote_plus("a b&c"), unquote("%zz%41"), urlencode({"q": "a b", "l": [1, 2]}, doseq=True))
