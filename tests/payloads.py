"""Two hundred texts that would run a script, if a page, a drawing, a document or a table read them as more than text.

`PAYLOADS` are distinct, and every one may stand in a record: none holds a character that the records refuse, so a test
may send them through the whole road from a file, or put them into a profile. Each tries to set `window.__fired` and to
open a dialog; `FIRED` is the expression that tells whether one did. `FORMULAS` are the cells among them that a
spreadsheet would reckon out.
"""

from __future__ import annotations

from typing import Final

FIRE: Final = "window.__fired=1,alert(1)"
"""What a payload runs. It has no quote and no space, so that it may stand wherever an attribute may."""

FIRED: Final = "window.__fired === undefined ? null : window.__fired"
"""An expression for a browser: null as long as no payload has run."""

_SCRIPT: Final = f"<script>{FIRE}</script>"
_IMAGE: Final = f"<img src=x onerror={FIRE}>"

# Ends of what surrounds the text: elements whose content is raw text, comments, sections, declarations.
_RAW_TEXT: Final = (
    "script", "style", "title", "textarea", "noscript", "template", "xmp", "plaintext", "iframe", "noembed", "select",
    "option", "svg", "math", "table", "head", "body",
)  # fmt: skip
_OUT_OF_RAW_TEXT: Final = (
    _SCRIPT,
    *(f"</{name}>{_SCRIPT}" for name in _RAW_TEXT),
    f"</ScRiPt ><sCrIpT>{FIRE}</ScRiPt>",
    f"</script\t><script\t>{FIRE}</script\t>",
    f"</script\n><script\n>{FIRE}</script\n>",
    f"</script/x><script/x>{FIRE}</script/x>",
    f"<!--<script>{FIRE}</script>-->",
    f"--><script>{FIRE}</script><!--",
    f"--!><script>{FIRE}</script>",
    f"<!--><script>{FIRE}</script>",
    f"<![CDATA[<script>{FIRE}</script>]]>",
    f"]]><script>{FIRE}</script>",
    f"]]></script><script>{FIRE}//",
    f"?><script>{FIRE}</script><?",
    f"<?xml-stylesheet href='javascript:{FIRE}'?>",
    f'<!DOCTYPE x [<!ENTITY e "{_SCRIPT}">]>&e;',
    f"<<script>{FIRE}//<</script>",
    f"<script>{FIRE}",
    f"<script>/*</script><script>*/{FIRE}</script>",
    f"<script src=data:text/javascript,{FIRE}></script>",
    f"<script type=module>{FIRE}</script>",
    f"<script>/*{'x' * 2000}*/{FIRE}</script>",
    f"<!--<script>{FIRE}//",
)

# Elements that run a handler as soon as they are part of a document.
_ELEMENTS: Final = (
    _IMAGE,
    f"<img src=x:x onerror={FIRE}//",
    f"<img/src=x/onerror={FIRE}>",
    f"<IMG SRC=x ONERROR={FIRE}>",
    f"<img srcset=x onerror={FIRE}>",
    f"<image src=x onerror={FIRE}>",
    f"<picture><source srcset=x><img onerror={FIRE}></picture>",
    f"<input type=image src=x onerror={FIRE}>",
    f"<input autofocus onfocus={FIRE}>",
    f"<select autofocus onfocus={FIRE}></select>",
    f"<textarea autofocus onfocus={FIRE}></textarea>",
    f"<button autofocus onfocus={FIRE}>x</button>",
    f"<a autofocus tabindex=1 onfocus={FIRE}>x</a>",
    f"<details open ontoggle={FIRE}>",
    f"<dialog open onclose={FIRE}><form method=dialog><button autofocus>x</button></form></dialog>",
    f"<body onload={FIRE}>",
    f"<body onpageshow={FIRE}>",
    f"<body onhashchange={FIRE}>",
    f"<body onbeforeprint={FIRE}>",
    f"<frameset onload={FIRE}>",
    f"<video src=x onerror={FIRE}></video>",
    f"<video><source onerror={FIRE}></video>",
    f"<audio src=x onerror={FIRE}></audio>",
    f"<audio autoplay onloadstart={FIRE} src=x></audio>",
    f"<track default src=x onerror={FIRE}>",
    f"<object data=x onerror={FIRE}></object>",
    f"<embed src=x onload={FIRE}>",
    f"<marquee onstart={FIRE}>x</marquee>",
    f"<div onmouseover={FIRE}>x</div>",
    f"<div onpointerenter={FIRE}>x</div>",
    f"<div onclick={FIRE}>x</div>",
    f"<div style=animation-name:x onanimationstart={FIRE}>x</div>",
    f"<style>@keyframes x{{}}</style><b style=animation-name:x onanimationstart={FIRE}>x</b>",
    f"<div style=transition:1s ontransitionend={FIRE}>x</div>",
    f"<div contenteditable onbeforeinput={FIRE}>x</div>",
    f"<div oncopy={FIRE} oncut={FIRE}>x</div>",
    f"<div onwheel={FIRE} onscroll={FIRE}>x</div>",
    f"<meter onmouseover={FIRE} value=1>x</meter>",
    f"<form onsubmit={FIRE}><button>x</button></form>",
    f"<link rel=stylesheet href=x onerror={FIRE}>",
    f"<style onload={FIRE}></style>",
    f"<style>@import'x';</style><link rel=stylesheet onerror={FIRE} href=x>",
    "<img src=x onerror=&#119;indow.__fired=1>",
)

# The same out of an attribute, whichever way it is quoted.
_OUT_OF_ATTRIBUTES: Final = (
    f'">{_SCRIPT}',
    f"'>{_SCRIPT}",
    f'">{_IMAGE}',
    f"'>{_IMAGE}",
    f"`>{_IMAGE}",
    f'"/>{_IMAGE}',
    f"'><svg onload={FIRE}>",
    f'"><svg/onload={FIRE}>',
    f'" onmouseover={FIRE} x="',
    f"' onmouseover={FIRE} x='",
    f'" onfocus={FIRE} autofocus tabindex=0 x="',
    f"' onfocus={FIRE} autofocus tabindex=0 x='",
    f'" style=animation-name:x onanimationstart={FIRE} x="',
    f"x onmouseover={FIRE}",
    f"x\tonmouseover={FIRE}",
    f"x\nonmouseover={FIRE}",
    f'x" href="javascript:{FIRE}',
    f"x' href='javascript:{FIRE}",
    f'x" xlink:href="javascript:{FIRE}',
    f'x" srcdoc="{_SCRIPT}',
)

# Addresses that run when they are followed, loaded or submitted to.
_ADDRESSES: Final = (
    f"javascript:{FIRE}",
    f"JaVaScRiPt:{FIRE}//http://",
    f" \tjavascript:{FIRE}",
    f"java\tscript:{FIRE}",
    f"java\nscript:{FIRE}",
    f"java\rscript:{FIRE}",
    f"javascript&colon;{FIRE}",
    f"&#106;avascript:{FIRE}",
    f"&#x6a;avascript:{FIRE}",
    f"javascript://x%0a{FIRE}",
    f"javascript:/*http://x*/{FIRE}",
    f"http://x/javascript:{FIRE}",
    f"//javascript:{FIRE}",
    f"vbscript:{FIRE}",
    f"view-source:javascript:{FIRE}",
    f"blob:javascript:{FIRE}",
    f"data:text/html,{_SCRIPT}",
    f"data:text/html;charset=utf-8,{_IMAGE}",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cuX19maXJlZD0xLGFsZXJ0KDEpPC9zY3JpcHQ+",
    f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{FIRE}'/>",
    f"<a href=javascript:{FIRE}>href</a>",
    f"<a href='  javascript:{FIRE}'>href</a>",
    f"<a href=data:text/html,{_SCRIPT}>href</a>",
    f"<a href=x ping=javascript:{FIRE}>href</a>",
    f"<area shape=default href=javascript:{FIRE}>",
    f"<form action=javascript:{FIRE}><input type=submit></form>",
    f"<button formaction=javascript:{FIRE}>x</button>",
    f"<base href='javascript:{FIRE}//'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{FIRE}'>",
    f"<meta http-equiv=refresh content='0;url=data:text/html,{_SCRIPT}'>",
    f"<iframe src=javascript:{FIRE}></iframe>",
    f"<iframe srcdoc='<script>parent.{FIRE}</script>'></iframe>",
    f"<iframe src=data:text/html,{_SCRIPT}></iframe>",
    f"<object data=javascript:{FIRE}></object>",
    f"<object data='data:text/html,{_SCRIPT}'></object>",
    f"<embed src=javascript:{FIRE}>",
    f"<frame src=javascript:{FIRE}>",
    f"<link rel=import href='data:text/html,{_SCRIPT}'>",
)

# Drawings and formulas of mathematics, which have elements and rules of their own.
_DRAWINGS: Final = (
    f"<svg onload={FIRE}>",
    f"<svg><script>{FIRE}</script></svg>",
    f"<svg><script href=data:text/javascript,{FIRE} /></svg>",
    f"<svg><animate onbegin={FIRE} attributeName=x dur=1s>",
    f"<svg><set onbegin={FIRE} attributeName=x to=1>",
    f"<svg><a xlink:href=javascript:{FIRE}><text y=9>href</text></a></svg>",
    f"<svg><a><animate attributeName=href values=javascript:{FIRE} /><text y=9>x</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={FIRE} />#x' /></svg>",
    f"<svg><image href=x onerror={FIRE} /></svg>",
    f"<svg><foreignObject><body onload={FIRE} /></foreignObject></svg>",
    f"<svg><style><img src=x onerror={FIRE}></style></svg>",
    f"<svg></p><style><a id='</style>{_IMAGE}'>",
    f"<svg><desc>{_IMAGE}</desc></svg>",
    f"</text></svg><svg onload={FIRE}><text>",
    f"</text><script>{FIRE}</script><text>",
    f"<math><mtext></mtext><mglyph><style>{_IMAGE}",
    f"<math href=javascript:{FIRE}>x</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{FIRE}>x</maction></math>",
)

# Texts that would leave a string of a program, or be filled in by a template.
_PROGRAMS: Final = (
    f"';{FIRE};//",
    f'";{FIRE};//',
    f"`;{FIRE};//",
    f"\\';{FIRE};//",
    f'\\";{FIRE};//',
    f"';{FIRE};//\";{FIRE};//\\u0022",
    f"\\u003cscript\\u003e{FIRE}\\u003c/script\\u003e",
    f"\\x3cscript\\x3e{FIRE}\\x3c/script\\x3e",
    f"\u2028{FIRE}\u2029<script>",
    f"${{{FIRE}}}`-{FIRE}-`",
    f"}};{FIRE};{{",
    f"*/{FIRE}/*",
    f"{{{{constructor.constructor('{FIRE}')()}}}}",
    f"{{{{{_SCRIPT}|safe}}}}",
    f"{{% raw %}}{_SCRIPT}{{% endraw %}}",
    f"<%= '{_SCRIPT}' %>",
    f"[x](javascript:{FIRE})",
    f"![x](x){{onerror={FIRE}}}",
    f"url(javascript:{FIRE})",
    f"expression({FIRE})",
    f"__proto__{_SCRIPT}",
)

# Letters that some programs turn into others, and texts that are broken in the middle.
_LETTERS: Final = (
    f"&lt;script&gt;{FIRE}&lt;/script&gt;",
    f"&amp;lt;script&amp;gt;{FIRE}&amp;lt;/script&amp;gt;",
    f"&#60;img src=x onerror={FIRE}&#62;",
    f"＜script＞{FIRE}＜/script＞",
    f"‹script›{FIRE}‹/script›",
    f"+ADw-script+AD4-{FIRE}+ADw-/script+AD4-",
    f"%3Cscript%3E{FIRE}%3C/script%3E",
    f"\u202e>tpircs/<{FIRE}>tpircs<",
    f"<\u200bscript>{FIRE}</script>",
    f"<ſcript>{FIRE}</ſcript>",
    f"시흥시<script>{FIRE}</script>서울대학교",
)

FORMULAS: Final = (
    f'=HYPERLINK("javascript:{FIRE}","시흥시")',
    f'=HYPERLINK("data:text/html,{_SCRIPT}")',
    "=cmd|' /C calc'!A0",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    f'\t=WEBSERVICE("javascript:{FIRE}")',
    f'\r=WEBSERVICE("javascript:{FIRE}")',
    f'=IMPORTXML("javascript:{FIRE}","//a")',
    '=1+1";=1+1',
)
"""Cells that a spreadsheet would reckon out, some of them scripts as well."""

PAYLOADS: Final = (
    *_OUT_OF_RAW_TEXT,
    *_ELEMENTS,
    *_OUT_OF_ATTRIBUTES,
    *_ADDRESSES,
    *_DRAWINGS,
    *_PROGRAMS,
    *_LETTERS,
    *FORMULAS,
)
"""All of them, each once."""
