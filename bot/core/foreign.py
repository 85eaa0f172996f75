"""Organisations that `config/orgs.yaml` does not know, in texts that are not in English.

As in `core.names` a name needs a reason: a word for a company before it, a verb of money after it at the start of a
sentence, or Latin letters in an East Asian text.
"""

import re
from collections.abc import Iterator

from bot.core.text import Span, alternatives

_PART = r"[A-ZÀ-Þ][\wÀ-ɏ&]*(?:[-.'][\wÀ-ɏ]+)*"
_NAME = rf"(?P<name>{_PART}(?:\s(?:&\s)?(?:{_PART}|AI)){{0,3}})"
_COMPANY = alternatives(
    r"""
    (?i:start-?up|(?:tech|medien|energie|chip|auto|mutter|cloud)?konzern|unternehmen|firma|anbieter|betreiber|entwickler)
    (?i:hersteller|chiphersteller|investor|finanzinvestor|gesellschaft|tochter|entreprise|société|groupe|fonds)
    (?i:opérateur|éditeur|fabricant|géant|pépite|licorne|filiale|jeune pousse|empresa|compañía|firma|grupo|fondo)
    (?i:operadora?|gestora|tecnológica|gigante|emergente|companhia|fundo|desenvolvedora|fabricante|unicornio|unicórnio)
    """
)
_BESIDE = re.compile(rf"\b(?:{_COMPANY})\s(?:[a-zà-ÿ-]{{5,}}\s)?{_NAME}")
"""The adjective of the Romance languages stands between: "la société britannique Fluidstack"."""
_DOES = alternatives(
    r"""
    investiert|steckt|will (?:in|bis|rund|für|mehr|über)|plant (?:ein|den|die|das|mit|bis|Investition)
    sammelt|erhält|kauft|übernimmt|baut|kündigt|stellt|schließt|hat|bekommt|legt
    investit|va|prévoit|lève|annonce|a levé|a annoncé|a bouclé|rachète|s'offre|boucle|signe|compte|mise|consacre|veut
    invierte|invertirá|va a|planea|prevé|levanta|capta|cierra|anuncia|anunció|compra|compró|firma|firmó|construirá
    destinará|ha levantado|ha cerrado|desembolsará|logra|quiere|invirtió|investe|investirá|vai|planeja|prevê|fecha
    fechou|anunciou|comprou|assina|assinou|recebe|recebeu|quer|captou|construirá|levantou
    """
)
_LEADING = re.compile(rf"{_NAME}(?:,[^,.]{{3,70}},)?\s(?={_DOES}\b)")
_LED_BY = re.compile(
    r"\b(?:emmenée?|menée?|dirigée?|encabezad[ao]|liderad[ao]|angeführt|finanziert|detenue?|propiedad|controlad[ao])\s"
    rf"(?:par|por|pel[ao]|von|vom|de)\s(?:[a-zà-ÿ]+\s){{0,3}}{_NAME}"
)
_LATIN_IN_EAST = re.compile(
    r"(?<![A-Za-z0-9&.-])(?P<name>(?=[A-Za-z.& ]*[a-z])[A-Z][A-Za-z0-9]+(?:[ .&-]{1,2}[A-Z][A-Za-z0-9]*){0,3})"
    r"(?=\s?(?:[（(「『」，、]|[ぁ-ん一-鿿]|[은는이가을를의과와]))"
)
_KATAKANA = re.compile(
    r"(?:スタートアップ|新興|ベンチャー|企業|大手|運営会社|開発会社|メーカー)(?:の|、|「)?(?P<name>[ァ-ヴー]{3,}(?:・[ァ-ヴー]+){0,3})"
)
_HANGUL = re.compile(
    r"(?:스타트업|기업|업체|팹리스|회사|운용사|투자사|개발사|운영사)(?:인)?\s(?P<name>[가-힣A-Za-z]{2,14}?)(?=(?:은|는|이|가|의|와|과|을|를|에)?(?:[\s,(]))"
)
_EAST = re.compile("[ぁ-ん一-鿿가-힣]")
_STOP = frozenset(
    """
    the a an this that it his her its
    der die das ein eine bund bundesregierung regierung konzern unternehmen minister ministerin kanzler land europa
    le la les un une l'entreprise paris état gouvernement ministre président groupe société bruxelles
    el los las una gobierno ejecutivo ministerio ministro presidente madrid empresa compañía grupo
    o a os as um uma governo ministro presidente empresa companhia brasília lisboa estado planalto
    sie er es wer wir il elle on ce cette esto esta este ella él isso isto ela ele mais mas aber doch und y e et
    deutschland frankreich spanien france espagne españa méxico brasil portugal argentina chile
    milliarden millionen euro dollar analysten analistas analystes wall street chatgpt
    """.split()
)


def found(folded: str, sentence: Span) -> Iterator[tuple[int, str]]:
    """Yield every reasoned name of a sentence with its offset."""
    patterns = [_BESIDE, _LED_BY]
    if _EAST.search(folded, sentence.start, sentence.end):
        patterns += [_LATIN_IN_EAST, _KATAKANA, _HANGUL]
    for pattern in patterns:
        for match in pattern.finditer(folded, sentence.start, sentence.end):
            yield from _kept(match)
    leading = _LEADING.match(folded, sentence.start, sentence.end)
    if leading is not None:
        yield from _kept(leading)


def _kept(match: re.Match[str]) -> Iterator[tuple[int, str]]:
    """Yield a match with its offset, unless a word of it is no name."""
    name = match["name"]
    if not any(word.casefold() in _STOP for word in name.split()) and len(name) > 2:
        yield match.start("name"), name
