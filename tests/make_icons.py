"""Write `briefings/icons/lucide.txt` afresh, below the comments that it begins with: `python tests/make_icons.py [folder]`.

The folder (`packages/lucide-static` unless given) is the npm package lucide-static 1.62.0, unpacked, as `npm pack lucide-static@1.62.0` and
`tar xzf` make it. A chosen set of its pictograms, all lines on a grid of 24 by 24, becomes absolute moves, lines and curves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from fontTools.pens.recordingPen import RecordingPen  # type: ignore[import-untyped]
from fontTools.svgLib.path import parse_path  # type: ignore[import-untyped]

FILE: Final = Path(__file__).parents[1] / "briefings" / "icons" / "lucide.txt"
CHOSEN: Final = """
accessibility=accessibility agriculture=tractor air=plane award=award bank=landmark banknote=banknote bed=bed bicycle=bike border=fence
building=building book=book-open budget=wallet bus=bus calendar=calendar camp=tent car=car check=circle-check child=baby clock=clock
climate=cloud-sun coins=coins computer=laptop construction=hard-hat crops=wheat cross=circle-x cycle=recycle decline=trending-down
disease=biohazard document=file-text down=trending-down drought=sun education=graduation-cap email=mail energy=zap family=users-round
fire=flame fish=fish flag=flag flood=waves-horizontal food=utensils footprints=footprints forest=trees fuel=fuel giving=hand-coins
globe=globe government=landmark growth=trending-up health=heart-pulse heart=heart help=hand-heart hospital=hospital house=house
idea=lightbulb industry=factory information=info insect=bug internet=wifi job=briefcase justice=scale key=key laboratory=flask-conical
law=gavel leaf=leaf link=link lock=lock map=map medicine=pill megaphone=megaphone message=message-circle mine=pickaxe mountain=mountain
news=newspaper nurse=stethoscope nutrition=apple office=building-complex package=package partners=handshake people=users person=user phone=phone
pie=chart-pie place=map-pin police=siren port=anchor protection=shield question=circle-question-mark radio=radio rain=cloud-rain
report=clipboard-list research=microscope road=route sanitation=toilet satellite=satellite school=school search=search security=shield-check
ship=ship shop=store shopping=shopping-cart shower=shower-head signpost=signpost star=star storm=cloud-lightning sun=sun target=target
temperature=thermometer tools=wrench train=train-front training=presentation tree=tree-pine truck=truck vaccine=syringe view=eye vote=vote
warehouse=warehouse warning=triangle-alert waste=trash water=droplets
"""


def paths(node: tuple[str, dict[str, Any]]) -> Iterator[str]:
    """The SVG path of an element."""
    kind, given = node
    number = {key: float(value) for key, value in given.items() if key not in ("d", "points", "key", "fill")}
    match kind:
        case "path":
            yield given["d"]
        case "circle" | "ellipse":
            x, y = number["cx"], number["cy"]
            across, up = number.get("r", number.get("rx", 0)), number.get("r", number.get("ry", 0))
            yield f"M{x - across} {y}A{across} {up} 0 1 0 {x + across} {y}A{across} {up} 0 1 0 {x - across} {y}Z"
        case "rect":
            x, y, w, h, r = (number.get(key, 0.0) for key in ("x", "y", "width", "height", "rx"))
            r = r or number.get("ry", 0.0)
            corner = f"A{r} {r} 0 0 1" if r else "L"
            yield (
                f"M{x + r} {y}H{x + w - r}{corner} {x + w} {y + r}V{y + h - r}{corner} {x + w - r} {y + h}"
                f"H{x + r}{corner} {x} {y + h - r}V{y + r}{corner} {x + r} {y}Z"
            )
        case "line":
            yield f"M{number['x1']} {number['y1']}L{number['x2']} {number['y2']}"
        case "polyline" | "polygon":
            yield f"M{given['points']}{'Z' if kind == 'polygon' else ''}"
        case _:
            raise ValueError(kind)


def drawn(nodes: list[Any]) -> str:
    """An icon as absolute segments."""
    made: list[str] = []
    for kind, given in nodes:
        for path in paths((kind, given)):
            pen = RecordingPen()
            parse_path(path, pen)
            here = (0.0, 0.0)
            for step, places in pen.value:
                if step == "qCurveTo":
                    control, end = places
                    thirds = [
                        tuple(a + 2 / 3 * (c - a) for a, c in zip(start, control, strict=True)) for start in (here, end)
                    ]
                    made.append("C" + _numbers((*thirds, end)))
                elif step in ("moveTo", "lineTo", "curveTo"):
                    made.append({"moveTo": "M", "lineTo": "L", "curveTo": "C"}[step] + _numbers(places))
                elif step == "closePath":
                    made.append("Z")
                here = places[-1] if places else here
    return "".join(made)


def _numbers(places: Any) -> str:
    return " ".join(f"{round(value, 2):g}" for place in places for value in place)


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "packages/lucide-static")
    nodes = json.loads((folder / "icon-nodes.json").read_text(encoding="utf-8"))
    chosen = dict(pair.split("=") for pair in CHOSEN.split())
    lines = "".join(f"{name} {drawn(nodes[icon])}\n" for name, icon in sorted(chosen.items()))
    head = "".join(line for line in FILE.open(encoding="utf-8") if line.startswith("#"))
    FILE.write_text(head + lines, encoding="utf-8")


if __name__ == "__main__":
    main()
