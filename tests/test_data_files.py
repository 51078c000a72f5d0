"""Data files in the forms in which offices publish them: the file stays as it is, the report says what it wants, the deck has the values."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from projects import lay, run

HEAD = """\
id: r
title: A report
language: en
date: 2025
status: final
organization: Example Office
sections:
"""


@dataclass(frozen=True, slots=True)
class Case:
    """A file; what the report says of it for a table and for a chart; and what the deck then shows."""

    name: str
    data: str | bytes
    table: str
    rows: list[list[str]]
    chart: str
    values: dict[str, list[float | None]]


def sheet(fill: Callable[[Worksheet], None], *others: str) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    assert isinstance(book.active, Worksheet)
    fill(book.active)
    for other in others:
        book.create_sheet(other).append(["Indicator", "Long definition", "Source"])
    book.save(out)
    return out.getvalue()


def hdx(one: Worksheet) -> None:
    for row in (["Admin 1", "P-code", "People in need"], ["#adm1+name", "#adm1+code", "#inneed"], ["Upper Nile", "SS07", 812000], ["Unity", "SS09", 540500]):  # fmt: skip
        one.append(row)


def bank(one: Worksheet) -> None:
    one.title = "Data"
    for row in (["Country Name", "Country Code", "Series Name", "2021 [YR2021]", "2022 [YR2022]"],
                ["Ghana", "GHA", "Access to electricity (% of population)", 86.3, ".."],
                ["Togo", "TGO", "Access to electricity (% of population)", 55.66666666666667, 57.2],
                [], ["Data from database: World Development Indicators"], ["Last Updated: 10/24/2024"]):  # fmt: skip
        one.append(row)


def office(one: Worksheet) -> None:
    for row in (["Vaccination by district"], ["Ministry of Health, 2024"], [], ["District", "Children", None, "Coverage"],
                [None, "Girls", "Boys", None], ["North", 1200, 1300, 0.455], ["South", 800, 750, 0.62], ["Total", 2000, 2050, 0.53]):  # fmt: skip
        one.append(row)
    for merged in ("A1:D1", "A4:A5", "B4:C4", "D4:D5"):
        one.merge_cells(merged)
    for row_number in (6, 7, 8):
        one.cell(row_number, 4).number_format = "0.0%"


def desa(one: Worksheet) -> None:
    for number in range(1, 17):
        one.append(["United Nations", None] if number % 2 else [])
    one.append(["Index", "Location", "Total population (thousands)", None, "Median age"])
    one.append([None, None, "1 January", "1 July", "(years)"])
    one.append([1, "WORLD", 7_840_952.8, 7_874_965.7, 29.7])
    one.append([2, "Burundi", 11_891.5, 12_048.1, 15.6])
    one.append([3, "Comoros", 794.5, 801.1, 18.9])


FAO = "Area Code (M49),Area,Item,Element,Year,Unit,Value,Flag,Flag Description,Note\n" + "".join(
    f"'{code},{area},Maize,{element},{year},{unit},{value},{flag},,\n"
    for code, area, element, year, unit, value, flag in (
        ("404", "Kenya", "Production", 2021, "t", "3303000.00", "A"), ("404", "Kenya", "Production", 2022, "t", "3090000.00", "E"),
        ("404", "Kenya", "Yield", 2022, "kg/ha", "1450.1", "E"), ("834", "Tanzania", "Production", 2022, "t", "5900000.00", "E"),
    )
)  # fmt: skip

CASES = (
    Case("hdx.csv", "Country,ISO3,IDPs\n#country+name,#country+code,#affected+idps\nMali,MLI,354739\nNiger,NER,407430\n",
         "{columns: ['#country+name', '#affected+idps']}", [["Country", "IDPs"], ["Mali", "354,739"], ["Niger", "407,430"]],
         "{label: '#country+name', value: '#affected'}", {"Chart": [407430, 354739]}),
    Case("hdx.xlsx", sheet(hdx), "{columns: {Admin 1: State, '#inneed': In need}}",
         [["State", "In need"], ["Upper Nile", "812,000"], ["Unity", "540,500"]], "{label: Admin 1, value: '#inneed'}", {"Chart": [812000, 540500]}),
    Case("worldbank.csv", '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2024-10-24",\n\n'
         '"Country Name","Country Code","Indicator Name","Indicator Code","2021","2022","2023",\n'
         '"Aruba","ABW","Population, total","SP.POP.TOTL","106537","106445","",\n"Angola","AGO","Population, total","SP.POP.TOTL","34503774","35588987","36684202",\n',
         "{header: 5, columns: [Country Name, '2022', '2023']}",
         [["Country Name", "2022", "2023"], ["Aruba", "106,445", ""], ["Angola", "35,588,987", "36,684,202"]],
         "{header: 5, label: Country Name, value: '2022'}", {"Chart": [35588987, 106445]}),
    Case("databank.xlsx", sheet(bank, "Series - Metadata"), "{sheet: Data, columns: {Country Name: Country, '2021 [YR2021]': '2021', '2022 [YR2022]': '2022'}}",
         [["Country", "2021", "2022"], ["Ghana", "86.3", ""], ["Togo", "55.7", "57.2"]],
         "{sheet: Data, label: Country Name, value: '2021 [YR2021]'}", {"Chart": [86.3, 55.7]}),
    Case("unicef.csv", "DATAFLOW,REF_AREA:Geographic area,INDICATOR:Indicator,SEX:Sex,TIME_PERIOD:Time period,OBS_VALUE:Observation Value,OBS_STATUS:Observation Status\n"
         + "".join(f"UNICEF:CME(1.0),{a},CME_MRY0: Infant mortality rate,{s},{y},{v},A: Normal value\n" for a, s, y, v in (
             ("NPL: Nepal", "_T: Total", 2021, "23.123456789012345"), ("NPL: Nepal", "F: Female", 2021, "21.5"), ("BTN: Bhutan", "_T: Total", 2021, "22.4"))),
         "{where: {'SEX:Sex': '_T: Total'}, columns: {'REF_AREA:Geographic area': Country, 'OBS_VALUE:Observation Value': Rate}}",
         [["Country", "Rate"], ["NPL: Nepal", "23.1"], ["BTN: Bhutan", "22.4"]],
         "{where: {'SEX:Sex': '_T: Total'}, label: 'REF_AREA:Geographic area', value: 'OBS_VALUE:Observation Value'}", {"Chart": [23.1, 22.4]}),
    Case("owid.csv", "Entity,Code,Year,Deaths - Cause: All\nWorld,OWID_WRL,2020,900\nFrance,FRA,2019,12.5\nFrance,FRA,2020,\nSpain,ESP,2020,28.799999999999997\nSpain,ESP,2019,14\n",
         "{rows: Entity, series: Year, value: 'Deaths - Cause: All', without: {Entity: World}}",
         [["Entity", "2019", "2020"], ["France", "12.5", ""], ["Spain", "14", "28.8"]],
         "{label: Year, series: Entity, value: 'Deaths - Cause: All', without: {Entity: World}, order: Year}", {"France": [12.5, None], "Spain": [14, 28.8]}),
    Case("eurostat.tsv", "freq,unit,sex,geo\\TIME_PERIOD\t2021 \t2022 \t2023 \nA,PC,T,AT\t6.2 \t4.8 b\t5.1 \nA,PC,T,BE\t: \t5.6 \t5.5 e\nA,PC,F,BE\t5.0 \t5.1 \t: c\n",
         "{where: {sex: T}, columns: [geo, '2021', '2022', '2023']}",
         [["geo", "2021", "2022", "2023"], ["AT", "6.2", "4.8", "5.1"], ["BE", "", "5.6", "5.5"]],
         "{where: {sex: T}, label: geo, values: {a: '2022', b: '2023'}}", {"2022": [4.8, 5.6], "2023": [5.1, 5.5]}),
    Case("eurostat-sdmx.csv", "DATAFLOW,LAST UPDATE,freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\n"
         + "".join(f"ESTAT:UNE_RT_A(1.0),14/11/24 11:00:00,A,PC_ACT,{g},{y},{v},{f}\n" for g, y, v, f in (("AT", 2022, "4.8", "b"), ("AT", 2023, "5.1", ""), ("BE", 2022, ":", "u"), ("BE", 2023, "5.5", ""))),
         "{rows: geo, series: TIME_PERIOD, value: OBS_VALUE}", [["geo", "2022", "2023"], ["AT", "4.8", "5.1"], ["BE", "", "5.5"]],
         "{label: geo, value: OBS_VALUE, where: {TIME_PERIOD: 2023}}", {"Chart": [5.5, 5.1]}),
    Case("r.csv", '"","country","turnout"\n"1","Austria",80\n"2","Belgium",NA\n"3","Cyprus",88.38\n', "{}",
         [["country", "turnout"], ["Austria", "80"], ["Belgium", ""], ["Cyprus", "88.38"]], "{label: country, value: turnout, top: 1}", {"Chart": [80]}),
    Case("pandas.csv", ",district,cases,rate\n0,Kaduna,120.0,0.3333333333333333\n1,Kano,NaN,0.125\n2,Jos,45.0,0.6666666666666666\n", "{}",
         [["district", "cases", "rate"], ["Kaduna", "120", "0.333"], ["Kano", "", "0.125"], ["Jos", "45", "0.667"]],
         "{label: district, value: cases, order: cases}", {"Chart": [120, 45, None]}),
    Case("fao.csv", FAO, "{rows: Area, series: Year, value: Value, where: {Element: Production}}",
         [["Area", "2021", "2022"], ["Kenya", "3,303,000.00", "3,090,000.00"], ["Tanzania", "", "5,900,000.00"]],
         "{label: Area, value: Value, where: {Element: Production, Year: 2022}}", {"Chart": [5900000, 3090000]}),
    Case("gho.csv", '"IndicatorCode","ParentLocation","Location","Period","Dim1","FactValueNumeric","Value","DateModified"\n'
         + "".join(f'"WHOSIS_000001","Africa","{c}","{p}","{d}","{v}","{v} [60-70]","2024-08-02T06:00:00.000Z"\n' for c, p, d, v in (("Chad", 2020, "Both sexes", "59.12"), ("Chad", 2021, "Both sexes", "59.07"), ("Mali", 2021, "Both sexes", "60.1"), ("Mali", 2021, "Male", "59"))),
         "{where: {Dim1: Both sexes, Period: 2021}, columns: [Location, Value]}", [["Location", "Value"], ["Chad", "59.07 [60-70]"], ["Mali", "60.1 [60-70]"]],
         "{where: {Dim1: Both sexes, Period: 2021}, label: Location, value: FactValueNumeric}", {"Chart": [60.1, 59.07]}),
    Case("oecd.csv", "STRUCTURE,REF_AREA,Reference area,MEASURE,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS\n"
         "DATAFLOW,AUT,Austria,B1GQ,2022,,447652.9,,A\nDATAFLOW,AUT,Austria,B1GQ,2023,,473227.1,,P\nDATAFLOW,CHE,Switzerland,B1GQ,2023,,803857.5,,P\n",
         "{rows: Reference area, series: TIME_PERIOD, value: OBS_VALUE}", [["Reference area", "2022", "2023"], ["Austria", "447,652.9", "473,227.1"], ["Switzerland", "", "803,857.5"]],
         "{label: Reference area, value: OBS_VALUE, where: {TIME_PERIOD: '2023'}}", {"Chart": [803857.5, 473227.1]}),
    Case("ilostat.csv", '"ref_area.label","source.label","indicator.label","sex.label","time","obs_value","obs_status.label","note_source.label"\n'
         '"Peru","LFS - Encuesta","Unemployment rate (%)","Total","2023","4.869","","Repository: ILO-STATISTICS"\n"Chile","LFS - Encuesta","Unemployment rate (%)","Total","2023","8.71","Unreliable",""\n',
         "{columns: {ref_area.label: Country, obs_value: {title: Rate, decimals: 1}}}", [["Country", "Rate"], ["Peru", "4.9"], ["Chile", "8.7"]],
         "{label: ref_area.label, value: obs_value}", {"Chart": [8.71, 4.869]}),
    Case("desa.xlsx", sheet(desa), "{header: [17, 18], without: {Location: WORLD}, columns: {Location: Country, Total population (thousands) 1 July: Population, Median age (years): Median age}}",
         [["Country", "Population", "Median age"], ["Burundi", "12,048.1", "15.6"], ["Comoros", "801.1", "18.9"]],
         "{header: [17, 18], without: {Location: WORLD}, label: Location, value: Total population (thousands) 1 July}", {"Chart": [12048.1, 801.1]}),
    Case("destatis.csv", "Tabelle: 12411-0010;;\nBevölkerung: Bundesländer, Stichtag;;\nBundesländer;31.12.2022;Anteil\nBayern;13.369.393;15,9\nHessen;6.391.360;7,6\nSaarland;992.666;-\n__________\n© Statistisches Bundesamt (Destatis), 2024\n".encode("cp1252"),
         "{header: 3, encoding: windows-1252}", [["Bundesländer", "31.12.2022", "Anteil"], ["Bayern", "13,369,393", "15.9"], ["Hessen", "6,391,360", "7.6"], ["Saarland", "992,666", ""]],
         "{header: 3, encoding: windows-1252, label: Bundesländer, value: Anteil, top: 2}", {"Chart": [15.9, 7.6]}),
    Case("insee.csv", "Région;Population;Part\nBretagne;3 394 567;5,0 %\nCorse;347 597;0,5 %\nSource : Insee, recensement\n".encode("utf-16"),
         "{}", [["Région", "Population", "Part"], ["Bretagne", "3,394,567", "5.0%"], ["Corse", "347,597", "0.5%"]],
         "{label: Région, value: Part}", {"Chart": [5.0, 0.5]}),
    # tags below two rows of names: by the HXL standard the names stand right above their tags
    Case("cluster.csv", "LOCATION,,OVERALL,,FOOD,\nCounty,Pcode,Affected,Target,Affected,Target\n#adm1+name,#adm1+code,#affected,#targeted,#affected+food,#targeted+food\n"
         "Garissa,KE007,371951,168271,252406,168271\nMandera,KE009,383491,216865,346983,216865\n",
         "{columns: {County: County, '#affected+food': Affected}}", [["County", "Affected"], ["Garissa", "252,406"], ["Mandera", "346,983"]],
         "{label: '#adm1+name', value: '#targeted'}", {"Chart": [216865, 168271]}),
    # codes and their labels under names that differ in capitals
    Case("sdmx.csv", "REF_AREA,Geographic area,SEX,Sex,OBS_VALUE\nKEN,Kenya,_T,Total,31.5\nKEN,Kenya,F,Female,29.1\nMLI,Mali,_T,Total,58\n",
         "{where: {Sex: Total}, columns: [Geographic area, Sex, OBS_VALUE]}", [["Geographic area", "Sex", "OBS_VALUE"], ["Kenya", "Total", "31.5"], ["Mali", "Total", "58"]],
         "{where: {Sex: Total}, label: Geographic area, value: OBS_VALUE}", {"Chart": [58, 31.5]}),
    # thousands that only other rows and columns prove
    Case("ipc.csv", 'Region,District,Population,Crisis\nBay,Baidoa,"1,024,000","84,120"\nGedo,Luuq,"97,100","8,860"\nTotal,,"1,121,100","1,992,980"\n',
         "{without: {Region: Total}, columns: [District, Crisis]}", [["District", "Crisis"], ["Baidoa", "84,120"], ["Luuq", "8,860"]],
         "{without: {Region: Total}, label: District, value: Crisis}", {"Chart": [84120, 8860]}),
    # marks of footnotes behind numbers, and nought among percentages
    Case("notes.csv", "Country,Rate,Change\nKenya,12.3*,4.5%\nMali,9.1 (b),0\nNiger,7.5 [2],-1.5%\nChad,6,2%\n¹ Provisional.\n",
         "{columns: [Country, Rate, Change], top: 2}", [["Country", "Rate", "Change"], ["Kenya", "12.3", "4.5%"], ["Mali", "9.1", "0%"]],
         "{label: Country, value: Rate}", {"Chart": [12.3, 9.1, 7.5, 6]}),
    Case("office.xlsx", sheet(office), "{header: [4, 5], without: {District: Total}}",
         [["District", "Children Girls", "Children Boys", "Coverage"], ["North", "1,200", "1,300", "45.5%"], ["South", "800", "750", "62.0%"]],
         "{header: [4, 5], without: {District: Total}, label: District, value: Coverage}", {"Chart": [62, 45.5]}),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_as_its_office_writes_it_becomes_a_table_and_a_chart(case: Case, tmp_path: Path) -> None:
    def held(keys: str) -> str:
        return f"{{table: data/{case.name}{', ' if keys != '{}' else ''}{keys[1:]}"

    unit = "" if "%" in str(case.rows) else "    unit: people\n"
    text = (
        f"  t:\n    type: table\n    title: Table\n    data: {held(case.table)}\n"
        f"  c:\n    type: chart\n    chart: column\n    title: Chart\n{unit}    data: {held(case.chart)}\n"
    )
    lay(tmp_path, {"data/r.yaml": HEAD + text})
    data = case.data if isinstance(case.data, bytes) else case.data.encode()
    (tmp_path / "data" / case.name).write_bytes(data)
    outcome = run(tmp_path, "build", "--template", "deck", "--format", "pptx")
    assert outcome.code == 0, outcome.err
    assert (tmp_path / "data" / case.name).read_bytes() == data
    (deck,) = (tmp_path / "output").glob("*.pptx")
    shapes = [shape for slide in Presentation(str(deck)).slides for shape in slide.shapes]
    tables = [[[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes if shape.has_table]
    charts = [list(shape.chart.plots) for shape in shapes if shape.has_chart]
    assert tables == [case.rows]
    assert [{series.name: list(series.values) for series in plots[0].series} for plots in charts] == [case.values]
