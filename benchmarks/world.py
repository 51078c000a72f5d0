"""One pattern, 193 made-up countries, six languages, a deck and a one-pager of each: 2,316 files, timed once, beside the plain loop and typst.

    python benchmarks/world.py [--rows 193] [--jobs 2] [--peers 40]

The same rows and words go to all. briefings makes all files by one command, with as many processes; the plain loop is one process that lives on
(`world_plain.py`: python-pptx and ReportLab, on Latin letters alone, without fit, tags or checks), typst another (`world.typ`: the pages alone). Of
those two so many briefings are made, and a table gives each program's time for one file. Files that are missing stop the run.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import many
import yaml

HERE: Final = Path(__file__).parent
LANGUAGES: Final = ("en", "fr", "es", "ru", "ar", "zh")
YEARS: Final = tuple(range(2012, 2024))
REGIONS: Final = ("North", "South", "East", "West", "Centre")
WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "title": "Water in land {{ name }}", "figures": "In numbers", "people": "people", "share": "have safe water", "wells": "wells dug in 2023",
        "line": "Safe water, 2012 to 2023", "unit": "per cent", "around": "The nearest in the region", "prose": "What was done",
        "text": "Land {{ name }} is number {{ rank('y2023') }} of {{ count() }} by safe water. Crews repaired pumps before the dry season and trained a keeper in each village. A fund for spare parts pays for repairs within a week.",
        "said": "We used to walk for two hours. Now the children are at school before the bell.", "by": "A keeper of pumps",
        "voices": "Voices", "notice": "",
    },
    "fr": {
        "title": "L’eau dans le pays {{ name }}", "figures": "En chiffres", "people": "habitants", "share": "ont de l’eau potable", "wells": "puits creusés en 2023",
        "line": "Eau potable, 2012 à 2023", "unit": "pour cent", "around": "Les plus proches de la région", "prose": "Ce qui a été fait",
        "text": "Le pays {{ name }} est au rang {{ rank('y2023') }} sur {{ count() }} pour l’eau potable. Les équipes ont réparé les pompes avant la saison sèche et formé un gardien par village. Un fonds de pièces paie les réparations en une semaine.",
        "said": "Nous marchions deux heures. Les enfants sont maintenant à l’école avant la cloche.", "by": "Un gardien de pompes",
        "voices": "Témoignages", "notice": "Traduction non officielle",
    },
    "es": {
        "title": "El agua en el país {{ name }}", "figures": "En cifras", "people": "habitantes", "share": "tienen agua potable", "wells": "pozos cavados en 2023",
        "line": "Agua potable, 2012 a 2023", "unit": "por ciento", "around": "Los más cercanos de la región", "prose": "Lo que se hizo",
        "text": "El país {{ name }} ocupa el lugar {{ rank('y2023') }} de {{ count() }} por agua potable. Los equipos repararon las bombas antes de la estación seca y formaron a un guardián por aldea. Un fondo de repuestos paga las reparaciones en una semana.",
        "said": "Caminábamos dos horas. Ahora los niños están en la escuela antes de la campana.", "by": "Un guardián de bombas",
        "voices": "Voces", "notice": "Traducción no oficial",
    },
    "ru": {
        "title": "Вода в стране {{ name }}", "figures": "В цифрах", "people": "жителей", "share": "имеют чистую воду", "wells": "колодцев вырыто в 2023 году",
        "line": "Чистая вода, 2012–2023 годы", "unit": "процентов", "around": "Ближайшие в регионе", "prose": "Что сделано",
        "text": "Страна {{ name }} занимает место {{ rank('y2023') }} из {{ count() }} по чистой воде. Бригады починили насосы до сухого сезона и обучили смотрителя в каждой деревне. Фонд запасных частей оплачивает ремонт за неделю.",
        "said": "Мы ходили два часа. Теперь дети в школе до звонка.", "by": "Смотритель насосов",
        "voices": "Голоса", "notice": "Неофициальный перевод",
    },
    "ar": {
        "title": "المياه في البلد {{ name }}", "figures": "بالأرقام", "people": "نسمة", "share": "لديهم مياه مأمونة", "wells": "بئرا حفرت في 2023",
        "line": "المياه المأمونة، 2012 إلى 2023", "unit": "في المائة", "around": "الأقرب في المنطقة", "prose": "ما تم إنجازه",
        "text": "يأتي البلد {{ name }} في المرتبة {{ rank('y2023') }} من {{ count() }} من حيث المياه المأمونة. أصلحت الفرق المضخات قبل موسم الجفاف ودربت حارسا في كل قرية. ويدفع صندوق لقطع الغيار تكاليف الإصلاح في غضون أسبوع.",
        "said": "كنا نمشي ساعتين. والآن يصل الأطفال إلى المدرسة قبل الجرس.", "by": "حارس مضخات",
        "voices": "أصوات", "notice": "ترجمة غير رسمية",
    },
    "zh": {
        "title": "{{ name }}国的水", "figures": "数字", "people": "居民", "share": "有安全饮水", "wells": "2023年挖的井",
        "line": "安全饮水,2012年至2023年", "unit": "百分比", "around": "本区域最接近的", "prose": "已做的工作",
        "text": "{{ name }}国在安全饮水方面在{{ count() }}个中排第{{ rank('y2023') }}位。施工队在旱季之前修好水泵,每村培训一名管理员。备件基金在一周内支付维修费用。",
        "said": "我们过去要走两个小时。现在孩子们在上课铃响之前就到学校了。", "by": "水泵管理员",
        "voices": "心声", "notice": "非正式译文",
    },
}  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Times 2,316 files of one pattern.")
    parser.add_argument("--rows", type=int, default=193)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--peers", type=int, default=40, help="how many briefings the plain loop and typst make")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as space:
        told = bench(Path(space), given.rows, given.jobs, given.peers)
    print(
        "| program | files | files a second | ms by the clock, a file | processor ms | MB of the largest process | MB of all |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|")
    for what, (count, one) in told.items():
        figures = f"{1000 / one['clock']:,.1f} | {one['clock']:,.1f} | {one['processor']:,.1f} | {one['largest']:,.0f} | {one['all']:,.0f}"
        print(f"| {what} | {count:,} | {figures} |")
    return 0


def bench(space: Path, rows: int, jobs: int, peers: int) -> dict[str, tuple[int, dict[str, float]]]:
    """How many files each program made, and what each of them cost."""
    home = space / "home"
    lay(home, rows)
    every = rows * len(LANGUAGES)
    command = [
        sys.executable,
        "-c",
        many.BUILD,
        "build",
        str(home),
        "--jobs",
        str(jobs),
        "--cache",
        str(space / "cache"),
    ]
    told = {"briefings": (2 * every, many.timed([command], 2 * every))}
    found = len([*(home / "output").rglob("*.pptx"), *(home / "output").rglob("*.pdf")])
    if found != 2 * every:
        raise RuntimeError(f"{found} of {2 * every} files were made")
    told["briefings, nothing changed"] = (2 * every, many.timed([command], 2 * every))
    few = min(peers, every)
    plain = [sys.executable, str(HERE / "world_plain.py"), str(home / "data/lands.csv"), str(space), str(few)]
    told["plain loop, one process"] = (2 * few, many.timed([plain], 2 * few))
    told["typst, pages alone, one process"] = (few, many.timed([[*plain, "typst"]], few))
    return told


def lay(home: Path, rows: int) -> None:
    """The project: a table of made-up rows, a pattern in English and its translations."""
    (home / "data").mkdir(parents=True)
    chance = random.Random(16)
    with (home / "data/lands.csv").open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        named = [f"name.{language}" for language in LANGUAGES[1:]]
        out.writerow(["name", "id", "region", "people", "wells", *(f"y{year}" for year in YEARS), *named])
        for number in range(rows):
            least = chance.uniform(20, 60)
            line = [round(min(99, least + at * chance.uniform(1, 3)), 1) for at in range(len(YEARS))]
            who = [
                f"A{number:03}",
                f"a{number:03}",
                chance.choice(REGIONS),
                chance.randrange(10**5, 10**8),
                chance.randrange(20, 4000),
            ]
            out.writerow([*who, *line, *who[:1] * len(named)])
    first, *others = LANGUAGES
    (home / "data/land.yaml").write_text(_yaml(_pattern(WORDS[first])), encoding="utf-8")
    for language in others:
        (home / f"data/land.{language}.yaml").write_text(_yaml(_translated(WORDS[language])), encoding="utf-8")
    entry = {
        "for-each": {"file": "data/lands.csv", "name": "name", "id": "id", "tags": ["region"]},
        "report": "land", "template": ["one-pager", "deck"],
    }  # fmt: skip
    (home / "briefings.yaml").write_text(_yaml({"languages": list(LANGUAGES), "build": [entry]}), encoding="utf-8")


def _pattern(words: Mapping[str, str]) -> dict[str, Any]:
    figures = [
        {"id": "people", "value": "{{ row.people | significant(3) }}", "text": words["people"]},
        {"id": "share", "value": "{{ row.y2023 | rounded(1) }}", "unit": "%", "text": words["share"]},
        {"id": "wells", "value": "{{ row.wells }}", "text": words["wells"]},
    ]
    line = [{"id": f"y{year}", "label": str(year), "value": f"{{{{ row.y{year} }}}}"} for year in YEARS]
    around = {
        "each": "one in neighbours('y2023', 3, within='region')",
        "id": "{{ one.id }}",
        "label": "{{ one.name }}",
        "value": "{{ one.value }}",
    }
    chart = {"type": "chart", "unit": words["unit"], "decimals": 1}
    return {
        "id": "land", "title": words["title"], "language": "en", "date": 2024, "status": "final",
        "sections": {
            "figures": {"type": "statistics", "title": words["figures"], "items": figures},
            "line": {**chart, "title": words["line"], "chart": "line", "data": line},
            "around": {**chart, "title": words["around"], "chart": "bar", "highlight": ["{{ name }}"], "data": [around]},
            "done": {"type": "prose", "title": words["prose"], "text": words["text"]},
            "voices": {"type": "quotes", "title": words["voices"], "items": [{"id": "one", "text": words["said"], "speaker": words["by"]}]},
        },
    }  # fmt: skip


def _translated(words: Mapping[str, str]) -> dict[str, Any]:
    figures = {
        "people": {"text": words["people"]},
        "share": {"text": words["share"]},
        "wells": {"text": words["wells"]},
    }
    return {
        "title": words["title"], "notice": words["notice"],
        "sections": {
            "figures": {"title": words["figures"], "items": figures},
            "line": {"title": words["line"], "unit": words["unit"]},
            "around": {"title": words["around"], "unit": words["unit"]},
            "done": {"title": words["prose"], "text": words["text"]},
            "voices": {"title": words["voices"], "items": {"one": {"text": words["said"], "speaker": words["by"]}}},
        },
    }  # fmt: skip


def _yaml(tree: Mapping[str, Any]) -> str:
    return yaml.safe_dump(dict(tree), allow_unicode=True, sort_keys=False)


if __name__ == "__main__":
    sys.exit(main())
