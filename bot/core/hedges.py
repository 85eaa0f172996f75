"""How the words around a sum hedge it: about, at least, up to.

The nearest hedge wins, whatever it says: in "up to about $5 billion" it is `up_to` that matters, so ceilings and
floors may stand one word further off than "about".
"""

import re

from bot.core.kinds import Qualifier
from bot.core.text import alternatives

_REACH_BEFORE = 40
_REACH_AFTER = 14

_FLOOR = alternatives(r"""
    \bmore than|\bover|\bat least|\bexceed(?:ing|s|ed)?|\bin excess of|\bupwards? of|\bno less than|\bnot less than
    \b(?:a )?minimum of|\bnorth of|\bbeyond|\bsurpass(?:ing|es|ed)?|\btop(?:ping|s|ped)?|\babove|\bgreater than
    \b(?:pass|cross)(?:ed|es|ing)(?!\s(?:a|an)\b)|\bno fewer than|\bhigher than|(?<!\w)>=?|≥|\bin the double-digit
    \bmehr als|\büber|\bmindestens|\bwenigstens|\bübersteig(?:t|en)|\bjenseits von
    \bplus de|\bau moins|\bd'au moins|\bdépass(?:e|ent|é|er|ait|ant)(?: les)?|\bsupérieure?s? à|\bau-delà de
    \bmás de|\bal menos|\bpor lo menos|\bsuperior(?:es)? a|\bsuper(?:a|ó|an|ar|aría)(?: los)?|\bno menos de|\bsobre los
    \bmais de|\bpelo menos|\bno mínimo|\bao menos|\bacima de|\bultrapass(?:a|ou|ar)(?: os)?|\bsupera(?:r|m)? os
    超过|超過|超过了|逾|超|至少|不低于|不少于|不少於|不低於|突破|少なくとも|最低|최소|적어도
""")
_CEILING = alternatives(r"""
    \bup to(?: a maximum of)?|\bas much as|\bas high as|\bas many as|\bas large as|\bas big as|\b(?:a )?maximum of
    \bcapped at|\bat most|\bno more than|\bnot more than|\b(?:a )?ceiling of|\bnot exceeding|\b(?:limit|cap) of|\bless than
    \bbis zu|\bmaximal|\bhöchstens|\bbis maximal|\bjusqu'(?:à|a)|\bau plus|\bau maximum|\bpouvant atteindre
    \bhasta|\bcomo máximo|\bun máximo de|\baté|\bno máximo|\bum máximo de|最高|最多|高达|高達|不超过|不超過|最大|上限|(?<!역대 )(?<!사상 )최대
""")
_ABOUT = alternatives(r"""
    \babout|\baround|\bapproximately|\broughly|\bnearly|\balmost|\bsome|\bestimated(?: at)?|\bclose to|\bnear|\bcirca
    \bca\.|\bc\.|\bapprox\.|\bperhaps|\blargely|\bin the region of|\bon the order of|\bin the neighbo(?:u)?rhood of
    \bjust (?:under|below|shy of)|\b(?:a )?little (?:under|less than|below)|\bslightly less than|\b(?:a )?bit under|\bsomething like|\bmore or less|\bwell-nigh|(?<!\w)[~≈]|\bupward
    \brund|\betwa|\bungefähr|\bknapp|\bfast|\bgut|\bcirca|\bzirka|\bannähernd|\bin etwa|\bin Höhe von (?:rund|etwa)
    \benviron|\bprès de|\bquelque|\bquasi(?:ment)?|\bpresque|\baux alentours de|\bautour de|\bde l'ordre de|\bà peu près
    \bunos|\bunas|\bcerca de|\bcasi|\balrededor de|\baproximadamente|\ben torno a|\bcerca dos|\bpróximo a|\bquase
    \bem torno de|\bperto de|\bpor volta de
    (?<![合契條条签違违节節])[约約]|(?<!最)近|[约約][合为為]|大[约約]|接近|およそ|ほぼ|おおよそ|(?<![가-힣])약|거의|대략
""")
_LINK = r"(?:\s(?:a|an|another|some|un|une|eine?|einen|einem|R|de|los|les|as|os|um|uma|additional|extra|total|further|record)){0,2}[\s:\"]*$"
_LINK_ALL = r"(?:\s(?:a|an|another|the|its|their|un|une|eine?|einen|de|los|les|um))?[\s:\"]*$"
_BEFORE = (
    (Qualifier.UP_TO, re.compile(rf"(?:{_CEILING})(?:\s(?:about|around|roughly|some|nearly))?{_LINK_ALL}", re.I)),
    (Qualifier.ABOUT, re.compile(rf"(?:{_ABOUT}){_LINK_ALL}", re.I)),
    (Qualifier.AT_LEAST, re.compile(rf"(?:{_FLOOR}){_LINK}", re.I)),
)
_MORE_IN_COMPARISON = re.compile(
    r"(?:%|\bper ?cent|\bpercent|\bpoints?|\btimes|\btwice|\bhalf|\bdouble|\bthird|\d x)\s(?:more than|higher than|over|above|mehr als|de plus que)\s*$",
    re.I,
)
_AFTER = (
    (
        Qualifier.AT_LEAST,
        re.compile(
            alternatives(r"""
                ,?\s(?:at least|or more|or higher|and counting|and up(?! to)|oder mehr|ou plus|o más|ou mais|als Minimum|minimum)\b
                \s?\+|-plus\b|\splus\b(?!\s(?:\$|€|or\b))
                \s?(?:以上|超(?!え?过)|を?超える|を?超え|を?上回る|余|多|之上|이상|넘는|넘게|넘어|초과|을? ?넘|를? ?넘|을? ?웃도|를? ?웃도|를? ?웃돈|을? ?웃돈|을? ?상회|를? ?상회|를? ?돌파|을? ?돌파)
            """),
            re.I,
        ),
    ),
    (
        Qualifier.ABOUT,
        re.compile(
            r",?\s(?:or so|give or take|or thereabouts|approximately|oder so|environ|aproximadamente)\b"
            r"|\s?(?:左右|前後|前后|程度|规模上下|上下|ほど|弱|강|가량|정도|안팎|내외|대(?![가-힣])|대로|대의|대를)",
            re.I,
        ),
    ),
    (
        Qualifier.UP_TO,
        re.compile(r",?\s(?:at most|or less|tops|maximum|höchstens|au maximum|como máximo|no máximo)\b|\s?(?:以内|以下|이내|이하|까지)", re.I),
    ),
)
_INSIDE = re.compile(r"[多余餘여](?=[万萬亿億兆만억조千천])|[余多餘强](?=[\D]{0,4}$)")


def hedge(folded: str, start: int, end: int) -> Qualifier:
    """Return how the words around a sum hedge it.

    Args:
        folded: Text as `text.fold` leaves it.
        start: Offset of the sum's first character.
        end: Offset after its last one.

    >>> text = "more than $5 billion or €4 billion or so"
    >>> hedge(text, 10, 20), hedge(text, 24, 34)
    (<Qualifier.AT_LEAST: 'at_least'>, <Qualifier.ABOUT: 'about'>)
    """
    before = folded[max(0, start - _REACH_BEFORE) : start]
    for qualifier, pattern in _BEFORE:
        if pattern.search(before) and not (qualifier is Qualifier.AT_LEAST and _MORE_IN_COMPARISON.search(before)):
            return qualifier
    after = folded[end : end + _REACH_AFTER]
    for qualifier, pattern in _AFTER:
        if pattern.match(after):
            return qualifier
    return Qualifier.AT_LEAST if _INSIDE.search(folded, start, end) else Qualifier.EXACT
