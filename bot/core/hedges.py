"""How the words around a sum hedge it: about, at least, up to.

The first of several hedges counts: "up to about $5 billion" is a ceiling. A comparison ("27 percent more than
$5 billion") is no hedge.
"""

import re

from bot.core.gates import Gate
from bot.core.kinds import Qualifier
from bot.core.text import alternatives

_REACH_BEFORE = 40
_REACH_AFTER = 14

_FLOOR = alternatives(r"""
    more than|over|at least|exceed(?:ing|s|ed)?|in excess of|upwards? of|no less than|not less than|(?:a )?minimum of
    north of|beyond|surpass(?:ing|es|ed)?|top(?:ping|s|ped)?|above|greater than|no fewer than|higher than
    (?:pass|cross)(?:ed|es|ing)(?!\s(?:a|an)\b)
    mehr als|über|mindestens|wenigstens|übersteig(?:t|en)|jenseits von
    plus de|au moins|d'au moins|dépass(?:e|ent|é|er|ait|ant)(?: les)?|supérieure?s? à|au-delà de
    más de|al menos|por lo menos|superior(?:es)? a|super(?:a|ó|an|ar|aría)(?: los)?|no menos de
    mais de|pelo menos|no mínimo|ao menos|acima de|ultrapass(?:a|ou|ar)(?: os)?|supera(?:r|m)? os
""")
_FLOOR_ASIAN = "超过了?|超過|逾|超|至少|不低于|不少于|不少於|不低於|突破|少なくとも|最低|최소|적어도|≥|(?<!\\w)>=?"
_CEILING = alternatives(r"""
    up to(?: a maximum of)?|as much as|as high as|as many as|as large as|as big as|(?:a )?maximum of|capped at|at most
    no more than|not more than|(?:a )?ceiling of|not exceeding|(?:limit|cap) of|less than
    bis zu|bis maximal|maximal|höchstens|jusqu'(?:à|a)|au plus|au maximum|pouvant atteindre
    hasta|como máximo|un máximo de|até|no máximo|um máximo de
""")
_CEILING_ASIAN = "最高|最多|高达|高達|不超过|不超過|最大|上限|(?<!역대 )(?<!사상 )최대"
_ABOUT = alternatives(r"""
    about|around|approximately|roughly|nearly|almost|some|estimated(?: at)?|close to|near|circa|ca\.|c\.|approx\.
    perhaps
    in the region of|on the order of|in the neighbou?rhood of|just (?:under|below|shy of)|slightly less than
    (?:a )?little (?:under|less than|below)|(?:a )?bit under|something like|more or less
    rund|etwa|ungefähr|knapp|fast|gut|zirka|annähernd|in etwa
    environ|près de|quelque|quasi(?:ment)?|presque|aux alentours de|autour de|de l'ordre de|à peu près
    unos|unas|cerca de|casi|alrededor de|aproximadamente|en torno a|próximo a
    cerca dos|quase|em torno de|perto de|por volta de
""")
_ABOUT_ASIAN = alternatives(r"""
    (?<![合契條条签違违节節])[约約]|[约約][合为為]|大[约約]|(?<!最)近|接近|およそ|ほぼ|おおよそ
    (?<![가-힣])약|거의|대략|(?<!\w)[~≈]
""")
_ARTICLES = "a|an|another|un|une|eine?|einen|einem|de|los|les|as|os|um|uma"
_LINK = rf"(?:\s(?:{_ARTICLES}|some|R|additional|extra|total|further|record)){{0,2}}[\s:\"]*$"
_LINK_OF_KNOWN = rf"(?:\s(?:about|around|roughly|some|nearly))?(?:\s(?:{_ARTICLES}|the|its|their|total))?[\s:\"]*$"
_BEFORE = re.compile(
    rf"\b(?:(?P<up_to>{_CEILING}){_LINK_OF_KNOWN}|(?P<about>{_ABOUT}){_LINK_OF_KNOWN}|(?P<at_least>{_FLOOR}){_LINK})"
    rf"|(?:(?P<up_to2>{_CEILING_ASIAN})|(?P<about2>{_ABOUT_ASIAN})|(?P<at_least2>{_FLOOR_ASIAN}))\s?$",
    re.I,
)
_GATE = Gate((_BEFORE,))
_COMPARED = re.compile(
    r"(?:%|\bper ?cent|\bpoints?|\btimes|\btwice|\bhalf|\bdouble|\bthird|\dx)\s"
    r"(?:more than|higher than|over|above|mehr als|de plus que|más de|mais de)\s*$",
    re.I,
)
_PASSED = alternatives("""
    以上|超(?!え?过)|を?超え|を?上回る|余|多|之上|이상|넘는|넘게|넘어|초과
    [을를]? ?(?:넘|웃도|웃돈|상회|돌파)
""")
_AFTER = re.compile(
    rf"(?P<at_least>,?\s(?:at least|or more|or higher|and counting|and up(?! to)|minimum|oder mehr|ou plus|o más"
    rf"|ou mais)\b"
    rf"|\s?\+|-plus\b|\splus\b(?!\s(?:\$|€|or\b))|\s?(?:{_PASSED}))"
    r"|(?P<about>,?\s(?:or so|give or take|or thereabouts|approximately|oder so|environ|aproximadamente)\b"
    r"|\s?(?:左右|前後|前后|程度|上下|ほど|가량|정도|안팎|내외|대(?![가-힣])|대로|대의|대를))"
    r"|(?P<up_to>,?\s(?:at most|or less|tops|maximum|höchstens|au maximum|como máximo|no máximo)\b"
    r"|\s?(?:以内|以下|이내|이하|까지))",
    re.I,
)
_INSIDE = re.compile(r"[多余餘여](?=[万萬亿億兆만억조千천])|[余多餘强](?=\D{0,4}$)")


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
    found = _GATE.look(before).first(0)
    if found and found.lastgroup and not (found["at_least"] and _COMPARED.search(before)):
        return Qualifier(found.lastgroup.rstrip("2"))
    found = _AFTER.match(folded[end : end + _REACH_AFTER])
    if found and found.lastgroup:
        return Qualifier(found.lastgroup)
    return Qualifier.AT_LEAST if _INSIDE.search(folded[start:end]) else Qualifier.EXACT
