"""How neighbouring numbers make one sum: ranges, lists, restatements, currencies left out.

Two sums "from X to Y" behind a verb of change are two sums; in brackets a smaller sum "of it" is a part, no
restatement.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.core.atoms import Atom, scaled_as
from bot.core.text import alternatives

LEAST = Decimal(1_000_000)
"""Smaller sums are prices, salaries and fines: not read."""

_DASH = r"\s?-\s?"
_RANGE_GAP = re.compile(
    r"\s?(?:-|to|bis|à|a|ao?s?|~|〜|至|到|から|에서|to as much as|to about|to around|to roughly|to nearly|or even"
    r"|bis zu)\s?",
    re.I,
)
_AND_GAP = re.compile(r",?\s?(?:and|und|et|y|e|和|と|과|와)\s?(?:about\s|around\s|roughly\s)?", re.I)
_BETWEEN = re.compile(
    r"(?:\bbetween|\bzwischen|\bentre|\banywhere from|介于|介於)\s*(?:about\s|roughly\s|around\s|some\s|unos\s|los\s"
    r"|les\s|R)?$",
    re.I,
)
_AMONG_AFTER = re.compile(r"\s?(?:之间|之間|の間|사이)")
_CHANGE_FROM = re.compile(
    alternatives(r"""
        \b(?:rais|lift|increas|boost|hik|expand|grow|grew|ris|rose|climb|jump|widen|cut|lower|doubl|tripl|bump|revis|up
        upgrad|soar|surg|swell|chang|went|go|mov|fell|fall|drop|slash|quadrupl|balloon|leap|leapt|narrow|scal|trim
        erhöh|steig|stieg|wuchs|aufgestock|anheb|heb|pass|port|augment|relev|relèv|grimp|bond|élev
        elev|aument|sub|crec|sal|cresc|ampli|increment|tripli|dupli)
    """)
    + r"\w*\b[^.;$€£¥]{0,80}?\b(?:from|von|de|desde)\s+(?:about |around |roughly |nearly |some |unos |un peu )?$",
    re.I,
)
_CHANGE_BY = re.compile(
    r"\b(?:by|up|down|rose|fell|climbed|jumped|gained|added|adding|um|another)\s(?:about\s|around\s)?$", re.I
)
_CHANGE_AFTER = re.compile(
    r"(?:[(（][^)）]{2,24}[)）])?(?:に|へと?)(?:引き上げ|増|拡大|上方|修正|膨|倍増|積み増)|(?:로|으로)\s?(?:늘|증액|상향|확대|증가|올|높)"
)
_ASIAN_GAP = re.compile(r"\s?(?:から|에서)\s?")
_LIST_GAP = re.compile(r",\s|,?\s(?:and|or|und|oder|et|ou|y|o|e)\s", re.I)
_HEDGE = alternatives(r"""
    about|around|approximately|approx\.?|roughly|nearly|almost|some|or|over|more than|at least|up to|just under
    just over
    equivalent to|equal to|worth|the equivalent of|equivalent of|which is|that is|i\.e\.|as much as|ca\.?|circa|rund
    etwa
    umgerechnet|knapp|gut|das sind|das entspricht|entspricht|environ|soit|quelque|près de|unos|unas|cerca de|casi
    aproximadamente|equivalentes? a|o sea|es decir|ou seja|o equivalente a|algo como|más de|mais de|plus de|mehr als
    l'équivalent d'environ|l'équivalent de|el equivalente a|alrededor de|à volta de|por volta de|em torno de|uns
    折合(?:人民币|美元)?|[约約][合为為]?|相当于|相當於|合|日本円で|円換算で|약|한화|원화로?|우리 돈(?:으로)?|우리돈
    日元换算
""")
_DEBT = alternatives(r"""
    (?:einschließlich|inklusive|inkl\.|samt|ohne) Schulden|,? (?:hors dettes?|dettes? comprises?)
    (?:con|sin) deuda|deuda incluida|(?:com|sem) dívidas?|incluindo dívidas?|including debt|含债务|負債込み
""")
_IN_OTHER_MONEY = alternatives("""
    约合|折合|約合|相当于|相當於|合(?=约|約)|(?:ドル|円|米ドル|日本円)換算で|日本円で|日本円にして
    달러로 치면|달러로|한화로|원화로|우리 ?돈으로|우리 ?돈
""")
_ALSO_GAP = re.compile(
    rf"(?:\s(?:{_DEBT}))?[\"']?\s?[(\[]\s?(?:(?:{_HEDGE}|≈|~|=)\s?)*|,?\s(?:or|soit|oder|ou|o|das sind|"
    rf"i\.e\.)\s(?:(?:{_HEDGE})\s){{0,2}}"
    rf"|,?\s(?:(?:{_HEDGE})\s){{1,3}}|\s?[=/≈]\s?|[,、]?\s?(?:{_IN_OTHER_MONEY})\s?[约約약]?\s?"
    rf"|{_DASH}(?:(?:{_HEDGE})\s?){{1,2}}",
    re.I,
)
_COMMA_GAP = re.compile(rf",\s(?:(?:{_HEDGE})\s){{1,3}}", re.I)
_SAYS_AGAIN = re.compile(
    rf"umgerechnet|entspricht|\bsoit\b|l'équivalent|el equivalente|o equivalente|equivalentes? a|o sea|es decir|ou seja"
    rf"|{_IN_OTHER_MONEY}",
    re.I,
)
_ASIDE_GAP = re.compile(r"\s-\s|-|\s--\s")
_ASIDE_END = re.compile(r"\s?-|\s--")
_ALSO_INSIDE = re.compile(
    rf"\s?[/;,=]\s?(?:(?:{_HEDGE})\s?){{0,2}}|\s(?:or|and|oder|ou|o|y|et|und)\s(?:(?:{_HEDGE})\s){{0,2}}", re.I
)
_PART = re.compile(
    r"\s+(?:of (?:it|which|that|this|them)|in (?:the )?(?:first|initial)|davon|dont|de los cuales|dos quais)", re.I
)
_PART_IN_BRACKETS = re.compile(r"\s+for\s")
_CLOSES = re.compile(r"\s?(?:[,.;)]|-|$)")
_ELLIPSIS = re.compile(
    alternatives(r"""
        \s*(?:[.,;:)!?\]"]|-\s|$|\n)
        \s+(?:se|ya|a|para|en|por|este|im|davon|jährlich|bereits|allein|irán|va[ns]?|hasta|durante|más|adicionales|anuales|entre|como|y|e|hasta|frente
        de este|de ese|al|será[n]?|em|até|neste|nos|in|für|bis|auf|aus|und|zugesagt|investier\w+|pro|jährlich|will|soll
        werden
        sur|dans|pour|d'ici|sont|et|seront|cette|par|au|aux|avant|déjà)\b
        [에을를이가은는로의]|（|\(|$
    """),
    re.I,
)
_GOES_ON = re.compile(
    alternatives(r"""
        \s+(?!de\b|d'|des\b|di\b)[a-zà-ÿ]
        \s+de\s(?:20[1-4]\d|(?:este|ese|un|l'|los|las|el)\b)|\s+(?:del|do) (?:año|ano)\b
        \s+(?:de\s|d')(?:bénéfices?|pertes?|dettes?|ventes|revenus|dépenses|économies|investissements?|promesses)\b
        \s+de\s(?:beneficios?|ingresos|ventas|pérdidas?|deuda|gastos?|inversión|lucros?|receitas?|prejuízos?|dívidas?)\b
    """)
)
"""What may follow a sum in a language that writes "of users" or a noun with a capital after a count."""
_PART_OF_IT = re.compile(r"\b(?:dont|davon|de (?:los|las) (?:que|cuales)|d[ao]s quais)\s$", re.I)
_COUNTED = re.compile(
    alternatives(r"""
        usuarios|utilisateurs|nutzer|usuários|clientes|clients|kunden|personas|personnes|menschen|pessoas|habitantes
        habitants
        einwohner|parámetros|paramètres|parameter|parâmetros|tokens?|empleo|emploi|stellen|empregos|toneladas|tonnes
        tonnen
        kilowatt|mwh|gwh|vatios|watts?|acciones|actions|aktien|ações|descargas|chips|gpus?|geräte|users|用户|用戶|参数
        參數|사용자|명|パラメータ
    """),
    re.I,
)
_BRACKET = re.compile(r"\s?[(\[]")
_BRACKETED = 30
_REMEMBERED = 320
_NEXT = 12


def remember(folded: str, atoms: list[Atom], *, long_scale: bool = False) -> None:
    """Give sums that leave their currency out the one that stands shortly before, or at the same sum elsewhere.

    Args:
        folded: The text.
        atoms: Its numbers, changed in place.
        long_scale: Whether the text is in a language that often leaves the currency out.
    """
    if not any(atom.currency for atom in atoms):
        return
    stated = {atom.amount: atom.currency for atom in reversed(atoms) if atom.currency and atom.amount >= LEAST}
    last: Atom | None = None
    for place, atom in enumerate(atoms):
        if atom.currency is not None:
            restates = last is not None and _BRACKET.match(folded, last.end) and atom.start - last.end < _BRACKETED
            last = atom if atom.amount >= LEAST and not restates else last
            continue
        if atom.scale is None or atom.amount < LEAST or not _may_leave_out(folded, atom):
            continue
        code = stated.get(atom.amount)
        if code is None and (atom.european or long_scale) and last is not None and atom.start - last.end <= _REMEMBERED:
            code = last.currency
        if code is None and atom.european and place + 1 < len(atoms) and atoms[place + 1].start - atom.end <= _NEXT:
            code = atoms[place + 1].currency
        if code is not None:
            last = atoms[place] = replace(atom, currency=code)


def _may_leave_out(folded: str, atom: Atom) -> bool:
    """Say whether a number with a scale stands like a sum, not like a count of something."""
    if _COUNTED.search(folded, max(0, atom.start - 30), atom.end + 30):
        return False
    if atom.european and (_GOES_ON.match(folded, atom.end) or _PART_OF_IT.search(folded[: atom.start][-16:])):
        return True
    return _ELLIPSIS.match(folded, atom.end) is not None


def restated(folded: str, first: Atom, more: Atom, end: int, until: int, *, again: bool) -> str | None:
    """Return the currency in which `more` says the first sum again; None where it does not."""
    if more.start - until > 48 or more.currency is None or more.amount < LEAST:
        return None
    gap = folded[until : more.start]
    aside = _ASIDE_GAP.fullmatch(gap) and _ASIDE_END.match(folded, end)
    if not (_ALSO_GAP.fullmatch(gap) or aside or (again and _ALSO_INSIDE.fullmatch(gap))):
        return None
    if _PART.match(folded, end) or ("(" in gap and _PART_IN_BRACKETS.match(folded, end)):
        return None
    if _COMMA_GAP.fullmatch(gap) and not (_SAYS_AGAIN.search(gap) or _CLOSES.match(folded[end : end + 3])):
        return None
    if more.currency != first.currency:
        return more.currency
    bare = folded[more.start] == "$" and folded[first.start] != "$"
    return "USD" if bare and more.currency != "USD" and more.amount != first.amount else None


def one(folded: str, atoms: Sequence[Atom], place: int) -> tuple[Atom, Atom | None, int]:
    """Return the sum at a place, its high end where it is a range, and the place after it."""
    low = atoms[place]
    if place + 1 == len(atoms) or atoms[place + 1].start - low.end > 24:
        return low, None, place + 1
    high = atoms[place + 1]
    gap = folded[low.end : high.start]
    low = _inherit(folded, atoms, place)
    scaled = scaled_as(low, high) if low.scale is None and high.scale is not None else low
    full = scaled_as(high, low) if high.scale is None and high.currency is not None and low.scale is not None else high
    currency = low.currency or high.currency
    if (
        currency is not None
        and high.currency in {None, currency}
        and (low.currency is not None or not high.signed)
        and scaled.amount < full.amount
        and (high.scale is not None or high.currency is not None)
        and _is_range(folded, gap, low, high)
    ):
        return replace(scaled, currency=currency), replace(full, currency=currency), place + 2
    return low, None, place + 1


def _is_range(folded: str, gap: str, low: Atom, high: Atom) -> bool:
    """Say whether the gap between two sums makes them a range."""
    before = folded[max(0, low.start - 140) : low.start]
    if _RANGE_GAP.fullmatch(gap):
        if _ASIAN_GAP.fullmatch(gap):
            return not _CHANGE_AFTER.match(folded, high.end)
        return not (_CHANGE_FROM.search(before) or _CHANGE_BY.search(before))
    return bool(_AND_GAP.fullmatch(gap) and (_BETWEEN.search(before) or _AMONG_AFTER.match(folded, high.end)))


def _inherit(folded: str, atoms: Sequence[Atom], place: int) -> Atom:
    """Give the first sums of a list what only its last one states: `$10, $20 and $30 billion`."""
    first = atoms[place]
    if (first.scale is None) == (first.currency is None):
        return first
    for at in range(place, min(place + 6, len(atoms) - 1)):
        before, after = atoms[at], atoms[at + 1]
        if not _LIST_GAP.fullmatch(folded[before.end : after.start][:8]):
            return first
        if first.currency is None:
            if after.currency is not None and after.scale is not None and not after.signed:
                return replace(first, currency=after.currency)
        elif after.currency != first.currency:
            return first
        elif after.scale is not None:
            return scaled_as(first, after) if first.value < 1000 else first
    return first
