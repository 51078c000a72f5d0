"""The format codes that give a native chart's labels the shape that figures have in texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..frozen import replace
from ..language import of
from ..language.record import NBSP, Scale
from ..values import Figure
from ..values.figures import (
    LARGEST,
    compacted,
    currency_name,
    currency_symbol,
    decimals_of,
    exact,
    is_percent,
    percent_sign,
    significant,
)


def percent_format(digits: int, language: str) -> str:
    """The format code that shows a share as `percent` does."""
    number = "0" + ("." + "0" * digits if digits else "")
    gap = of(language).percent_gap
    return f'{number}"{gap}"%' if gap else f"{number}%"


def number_format(figures: Iterable[Figure], language: str) -> str:
    """The format code (ECMA-376 part 1, 18.8.31) that gives a native chart's labels the shape of `shown`, units apart.

    A code must serve every value of the chart, now and after somebody edited one, in at most three sections by size.
    Thousands of French, Spanish and Russian are literal no-break spaces; the decimal sign is the one thing that
    PowerPoint takes from the reader's own system. Figures of too many shapes, and Chinese 万 and 亿 (not powers of a
    thousand, so no code can say them), give all digits: labels of such numbers are worked out by `formula`.
    """
    known = [figure for figure in figures if figure.value is not None and abs(figure.value.adjusted()) <= LARGEST]
    if not known:
        return "#,##0"
    if any(figure.value is not None and figure.value < 0 for figure in known):
        return _signed(known, language)
    shapes = _shapes(known, language, compact=True)
    sizes = [abs(figure.value) for figure in known if figure.value is not None and not _short(figure, language)]
    overlap = any(power and max(sizes, default=Decimal(0)) >= Decimal(10) ** power for power in shapes)
    if overlap or any(len(decimals) > 1 for decimals in shapes.values()):
        # No three sections say it: all digits of all figures, then.
        shapes = _shapes(known, language, compact=False)
        sizes = [abs(figure.value) for figure in known if figure.value is not None]
    before, after = _around(known, language, glued=False)
    if any(len(decimals) > 1 for decimals in shapes.values()):
        return f"{before}General{after}"
    sections = [
        (Decimal(10) ** power, _compact_code(power, next(iter(decimals)), language))
        for power, decimals in sorted(shapes.items(), reverse=True)
        if power
    ]
    if 0 in shapes:
        sections += _plain_sections(next(iter(shapes[0])), max(sizes), language, 3 - len(sections))
    behind = (
        after,
        _around(known, language, glued=True)[1],
    )  # a size letter is a literal, and so ends in a quotation mark
    # Two literals side by side are one: `"M""$"` could be read as an escaped quotation mark.
    codes = [f"{before}{code}{behind[code[-1] == chr(34)]}".replace('""', "") for _, code in sections]
    conditions = [f"[>={format(bound, 'f')}]" for bound, _ in sections[:-1]] + [""]
    return ";".join(condition + code for condition, code in zip(conditions, codes, strict=True))


def worked_out(shown: str, code: str, language: str) -> str:
    """What works out the words of a label from a number, `{}`, that has no label of its own."""
    return formula(shown, None, language) or 'TEXT({},"' + code.replace('"', '""') + '")'


def formula(shown: str, value: Decimal | None, language: str) -> str:
    """What works out the words of a label from its number's cell, `{}`, where no format code can: 1.52亿 is `TEXT({}/1E8,"0.00")&"亿"`. ""
    where a code can, or where the number is written in full."""
    spoken = of(language)
    if spoken.by_thousands:
        return "" if spoken.decimal == "." or value is None else _pointed(shown, value, language)
    words = "|".join(f"{scale.tile or scale.word('many')}" for scale in spoken.scales).replace(" ", NBSP)
    found = re.fullmatch(rf"(.*?){spoken.minus}?(\d[\d,]*)(\.\d+)?({NBSP}?)({words})(.*)", shown)
    if found is None:
        return ""
    before, whole, decimals, gap, word, after = found.groups(default="")
    power = next(
        scale.power for scale in spoken.scales if word == (scale.tile or scale.word("many")).replace(" ", NBSP)
    )
    code = ("#,##0" if "," in whole else "0") + re.sub(r"\d", "0", decimals)
    number = f'TEXT({{}}/1E{power},"{code};{spoken.minus}{code}")'
    return f"{_literal(before)}&{number}&{_literal(gap + word + after)}".removeprefix("&")


def _pointed(shown: str, value: Decimal, language: str) -> str:
    """The same of a number with a decimal comma: its sign in a format code is that of the reader's own system, and words around the chart have the language's."""
    spoken = of(language)
    found = re.fullmatch(rf"(\D*?){spoken.minus}?(\d+){re.escape(spoken.decimal)}(\d+)(\D*)", shown)
    if found is None:
        return ""
    before, whole, fraction, after = found.groups()
    told, unit = Decimal(f"{whole}.{fraction}"), Decimal(1).scaleb(-len(fraction))
    powers = (0, *(scale.power for scale in spoken.scales))
    power = next((one for one in powers if abs(abs(value).scaleb(-one) - told) < unit), None)
    if power is None:
        return ""
    number = f"FIXED({{}}{f'/1E{power}' if power else ''},{len(fraction)},TRUE)"
    for other, own in ((".", spoken.decimal), ("-", spoken.minus)):
        number = f'SUBSTITUTE({number},"{other}","{own}")'
    return "&".join(part for part in (_literal(before), number, _literal(after)) if part)


def axis_number(value: Decimal, like: Figure, step: Decimal) -> tuple[str, str]:
    """A number along an axis in steps, and the format code that says so, where a language's sizes are no powers of a thousand. Codes divide by
    thousands, and so a word that is of a smaller power takes zeros with it: steps of ten 亿 are `0,,,"0亿"`. Other steps are written in full.
    """
    spoken = of(like.language)
    sizes = ((scale, -scale.power % 3) for scale in spoken.scales)
    scale, zeros = next((one for one in sizes if step % Decimal(10) ** (one[0].power + one[1]) == 0), (None, 0))
    before, after = _around([like], like.language, glued=False)
    plain = f"{before}{{}}{after}".replace('"', "")
    if scale is None:
        number, body, nought = f"{int(abs(value)):,}", f"{before}#,##0{after}", ""
    else:
        number = f"{int(abs(value).scaleb(-scale.power))}{scale.word('many') if value else ''}"
        body = f"{before}0{',' * ((scale.power + zeros) // 3)}{_literal('0' * zeros + scale.word('many'))}{after}"
        nought = f";{before}0{after}"
    code = f"{body};{_literal(spoken.minus)}{body}{nought}"
    return (spoken.minus if value < 0 else "") + plain.format(number), code.replace('""', "")


def _signed(known: Sequence[Figure], language: str) -> str:
    """The code of figures of which some are negative: that of their sizes, and the same after the minus of the language. A code has
    no section for sizes besides those for signs, so figures of several sizes are shown in full."""
    sizes = [replace(figure, value=abs(figure.value)) for figure in known if figure.value is not None]
    code = number_format(sizes, language)
    if ";" in code:
        before, after = _around(sizes, language, glued=False)
        decimals = {decimals_of(exact(size.value, size.digits)) for size in sizes if size.value is not None}
        if len({size.value for size in sizes}) == 1:
            number = code.split(";")[0 if abs(known[0].value or Decimal(0)) >= 1000 else -1].rpartition("]")[2]
        elif all(size.value < 1000 for size in sizes if size.value is not None):
            number = code.rpartition(";")[2]
        else:
            number = f"{before}{_plain_code(max(decimals)) if len(decimals) == 1 else 'General'}{after}"
        code = number
    minus = _literal(of(language).minus)
    return f"{code};{minus}{code}".replace('""', "")


def _shapes(figures: Sequence[Figure], language: str, compact: bool) -> dict[int, set[int]]:
    """The numbers of decimals that labels show, by the power of ten of their size letter (0: in full)."""
    shapes: dict[int, set[int]] = {}
    for figure in figures:
        if figure.value is not None:
            short = _short(figure, language) if compact else None
            number = short[0] if short else exact(figure.value, significant(figure.value, figure.digits))
            shapes.setdefault(short[1].power if short else 0, set()).add(decimals_of(number))
    return shapes


def _short(figure: Figure, language: str) -> tuple[Decimal, Scale] | None:
    """The number and the size letter that a label shows; None for a number in full."""
    if figure.value is None or not of(language).by_thousands:
        return None
    return compacted(figure.value, figure.digits, language, figure.power)


def _around(figures: Sequence[Figure], language: str, glued: bool) -> tuple[str, str]:
    """What stands before and after the digits in every label, as quoted literals; `glued` after a size letter ("M$")."""
    before = after = ""
    joined = False
    currencies = {figure.currency for figure in figures}
    if len(currencies) == 1 and "" not in currencies:
        currency, spoken = next(iter(currencies)), of(language)
        symbol = currency_symbol(currency, language)
        if spoken.money == "before":
            before = _literal(symbol + (NBSP if symbol[-1:].isalpha() else ""))
        elif spoken.money == "name":
            after = _literal((NBSP if spoken.spaced else "") + currency_name(currency, language, Decimal(100)))
        else:
            joined = glued and spoken.money == "glued" and not symbol[:1].isalpha()
            after = _literal(("" if joined else NBSP) + symbol)
    elif all(is_percent(figure.unit) for figure in figures):
        after = _literal(percent_sign("", language))
    if {figure.qualifier for figure in figures} == {"at-least"} and NBSP not in after and not joined:
        after += _literal("+")
    return before, after


def _compact_code(power: int, decimals: int, language: str) -> str:
    scale = next(scale for scale in of(language).scales if scale.power == power)
    fraction = "." + "0" * decimals if decimals else ""
    return "0" + fraction + "," * (power // 3) + _literal((scale.tile or scale.word("many")).replace(" ", NBSP))


def _plain_sections(decimals: int, largest: Decimal, language: str, spare: int) -> list[tuple[Decimal, str]]:
    """The sections for numbers in full; a literal space needs a section for each further group of three."""
    fraction = "." + "0" * decimals if decimals else ""
    groups = max(1, largest.adjusted() // 3)
    if of(language).group == "," or groups >= spare:
        return [(Decimal(0), ("0" + fraction) if largest < 1000 else _plain_code(decimals))]
    space = _literal(of(language).group)
    return [
        (Decimal(1000) ** group if group else Decimal(0), ("#" + (space + "000") * group if group else "0") + fraction)
        for group in range(groups, -1, -1)
    ]


def _plain_code(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _literal(text: str) -> str:
    return '"' + text.replace('"', "") + '"' if text else ""
