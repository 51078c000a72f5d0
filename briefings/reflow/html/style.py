"""The style sheet of a web page, from a theme's colours: for windows of any width, by day and by night, and on paper."""

from __future__ import annotations

from typing import Final

from ...look import Colour, Look
from .colours import Palette

_JOBS: Final = ("text", "muted", "heading", "accent", "panel", "rule", "link", "good", "bad")

_STAYING: Final = ("band", "on-band")
"""Strong grounds and what is said on them are the same by night."""

HEATS: Final = 10
"""So many shades tell values of a column apart."""
_FAINT, _STRONG = 6, 45
"""How much of the accent the first shade has, and the last, in per cent."""

_SHEET: Final = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--text);font:1.0625rem/1.55 var(--body);overflow-wrap:break-word}
h1,h2,h3,h4,h5,h6{font-family:var(--heading-font);color:var(--heading);line-height:1.2;margin:0;text-wrap:balance}
h2{font-size:1.75rem}h3{font-size:1.375rem}h4{font-size:1.125rem;margin:1.5rem 0 .5rem}h5,h6{font-size:1rem;margin:1.25rem 0 .25rem}
p{margin:.75rem 0}ul,ol{padding-inline-start:1.4rem;margin:.75rem 0}li{margin:.35rem 0}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:3px}
.languages{padding:.6rem max(1.25rem,calc((100vw - 46rem)/2));background:var(--panel);font-size:.9375rem}.languages ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;padding:0;margin:0}.languages li{margin:0}.languages [aria-current]{font-weight:700}
.skip{position:absolute;inset-inline-start:-200vw;background:var(--page);padding:.75rem 1rem}.skip:focus{inset-inline-start:0;z-index:1}
header,main,footer{padding:0 max(1.25rem,calc((100vw - 46rem)/2))}
header{background:var(--band);color:var(--on-band);padding-block:3.5rem 2.5rem}
header h1{color:inherit;font-size:clamp(1.75rem,5.5vw,2.875rem);font-weight:700;max-width:24ch}
header .line{margin:.75rem 0 0;font-size:1.0625rem}header .line:first-of-type{font-size:1.25rem}
header figure.photo{margin:2rem 0 0}header .credit,header .caption{color:inherit}
.status{margin:0;padding:.6rem max(1.25rem,calc((100vw - 46rem)/2));background:var(--panel);color:var(--text);font-weight:700}
main{padding-block:1.5rem 3rem}
section{margin:3rem 0;scroll-margin-top:1rem}
.chapter{margin-top:4.5rem;padding-top:1.25rem;border-top:.375rem solid var(--accent)}
.part{padding-top:1.25rem;border-top:1px solid var(--rule)}
.part:first-child,.chapter + .part{border-top:0;padding-top:0;margin-top:1.5rem}
.kicker{margin:0 0 .25rem;color:var(--muted);font-size:.9375rem}
.line,.note,.detail,.office,.credit,.below{color:var(--muted)}header .line{color:inherit}
.note,.credit,.caption,figcaption .below{font-size:.875rem}
.lead{font-size:1.3125rem;line-height:1.4}
.callout{padding-inline-start:1rem;border-inline-start:.25rem solid var(--accent)}
.message{background:var(--band);color:var(--on-band);padding:2rem;font-size:1.5rem;line-height:1.35;font-weight:700;margin:1.25rem 0}
.detail,.office,.label,.change,.caption,.credit,.below{display:block}
.name{display:block;font-weight:700}
ol.contents{list-style:none;padding:0;margin:1rem 0}ol.contents li{margin:0;padding:.6rem 0;border-bottom:1px solid var(--rule)}
section.chapter>ol.contents{margin:.5rem 0 0;display:flex;flex-wrap:wrap;gap:.15rem 1.5rem}section.chapter>ol.contents li{padding:0;border:0;color:var(--muted)}
ul.figures,ul.cards{list-style:none;padding:0;display:grid;gap:1.5rem 2rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr))}ul.cards{grid-template-columns:repeat(auto-fit,minmax(min(100%,15rem),1fr))}
ul.figures li{margin:0;padding-top:.75rem;border-top:2px solid var(--accent)}
ul.cards li{margin:0;padding:1rem 1.1rem;background:var(--panel)}
.figure{display:block;font:700 2.125rem/1.15 var(--body);color:var(--accent);font-variant-numeric:tabular-nums;text-wrap:balance}
.figure.good,.change.good{color:var(--good)}.figure.bad,.change.bad{color:var(--bad)}.figure.plain{color:var(--text)}.change{font-weight:700;font-size:.9375rem}
.hero{background:var(--band);color:var(--on-band);padding:2rem;margin:1.25rem 0}
.hero .figure{font-size:clamp(2.75rem,10vw,4.5rem);color:inherit}.hero .label{font-size:1.25rem;max-width:34ch}.hero .change{color:inherit}
.share{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.4rem 1rem;margin:1.5rem 0 0}
.share span:nth-of-type(2){font-weight:700}
.track{flex:0 0 100%;height:.75rem;background:color-mix(in srgb,var(--on-band) 25%,var(--band))}.track span{display:block;height:100%;background:var(--on-band)}
ol.steps{list-style:none;padding:0;counter-reset:step}
ol.steps li{counter-increment:step;position:relative;padding-inline-start:3.25rem;min-height:2.5rem;margin:1.25rem 0}
ol.steps li::before{content:counter(step);position:absolute;inset-inline-start:0;top:0;width:2.25rem;height:2.25rem;line-height:2.25rem;text-align:center;background:var(--band);color:var(--on-band);font-weight:700;border-radius:50%}
ol.timeline{list-style:none;padding:0;margin-inline-start:.4rem;border-inline-start:2px solid var(--accent)}
ol.timeline li{position:relative;padding-inline-start:1.5rem;margin:0 0 1.25rem}
ol.timeline li::before{content:"";position:absolute;inset-inline-start:-.45rem;top:.4rem;width:.75rem;height:.75rem;border-radius:50%;background:var(--accent)}
.when{display:block;font-weight:700;color:var(--heading)}
.sides,.beside{display:grid;gap:1.5rem 2rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,17rem),1fr));margin:1.25rem 0}
.beside>div>:first-child{margin-top:0}
.side{padding:1.1rem 1.25rem;background:var(--panel)}.side h3,.side h4{margin-top:0;font-size:1.125rem}.side.chosen{border-block-start:.375rem solid var(--accent)}
figure{margin:1.5rem 0}figcaption{font-weight:700;margin:0 0 .5rem}
.photo img{display:block;max-width:100%;max-height:34rem;width:auto;height:auto}.photo figcaption{font-weight:400;margin:.5rem 0 0}
.quote{padding-inline-start:1.5rem;border-inline-start:.375rem solid var(--accent)}
.quote blockquote{margin:0;font:1.375rem/1.4 var(--heading-font);color:var(--heading)}.quote blockquote p{margin:0}.quote figcaption{font-weight:400;margin:1rem 0 0}
.below{font-weight:400}
.chart>*{display:block;width:100%;height:auto;max-width:100%;font-family:var(--body)}.chart text{white-space:pre}svg.sign{display:block;width:2.2rem;height:2.2rem;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}.spark{display:block;width:11rem;max-width:100%;height:auto;margin-top:.4rem}
.chart .narrow,.beside .chart .wide{display:none}.beside .chart .narrow{display:block}
details{margin-top:.75rem}summary{cursor:pointer;color:var(--link);font-size:.9375rem}
.scroll{overflow-x:auto;margin:.75rem 0;background:linear-gradient(to right,var(--page) 1rem,transparent) left/2rem 100%,linear-gradient(to left,var(--page) 1rem,transparent) right/2rem 100%,linear-gradient(to right,color-mix(in srgb,var(--rule) 60%,transparent),transparent) left/.6rem 100%,linear-gradient(to left,color-mix(in srgb,var(--rule) 60%,transparent),transparent) right/.6rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{text-align:start;vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--rule);font-weight:400}
.many th,.many td{padding:.4rem .375rem;font-size:.8125rem}
thead th{font-weight:700;border-bottom:2px solid var(--accent);vertical-align:bottom}th[scope=row]{font-weight:700}
.n,figure.graph td{text-align:end;white-space:nowrap}.c{text-align:center}.e{text-align:end}.group th{font-weight:700;padding-top:1.25rem;color:var(--heading)}.total>*{font-weight:700;border-top:2px solid var(--text)}
td[style*="--bar"]{background:linear-gradient(var(--side),color-mix(in srgb,var(--accent) 26%,var(--page)) var(--bar),transparent var(--bar))}
__HEAT__
.versions{margin:0 0 2rem}.versions .title{margin:.25rem 0 .75rem;color:var(--muted)}ul.files{list-style:none;padding:0;margin:0}ul.files li{display:flex;flex-wrap:wrap;gap:0 1rem;margin:0;padding:.5rem 0;border-top:1px solid var(--rule)}ul.files a{flex:0 0 9rem}ul.files .detail{flex:1 1 auto}ul.files .detail+.detail{flex:none}ul.files details{margin:0;flex:1}
footer{border-top:1px solid var(--rule);padding-block:1.5rem 2.5rem;color:var(--muted);font-size:.875rem}
@media (max-width:36rem){.chart .wide{display:none}.chart .narrow{display:block}header{padding-block:2rem 1.5rem}.hero,.message{padding:1.25rem}.message{font-size:1.25rem}section{margin:2.25rem 0}th,td{padding:.5rem .4rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media print{@page{size:A4;margin:16mm 15mm}body{font-size:10pt}header,main,footer,.status{padding-inline:0}header{padding-block:1rem;background:none;color:var(--heading);border-bottom:.375rem solid var(--band)}.hero,.message{background:none;color:var(--heading);border:2px solid var(--band);padding:1rem}.scroll{overflow:visible;background:none}.skip,nav,details{display:none}section{margin:1.25rem 0}.chapter{margin-top:1.75rem}h2,h3,h4,.kicker{break-after:avoid}figure,li,tr,.side,.hero,.message{break-inside:avoid}a{color:inherit}}
""".strip()


def sheet(look: Look, palette: Palette) -> str:
    """The style sheet; the palette has to know all colours of the page by then."""
    jobs = "".join(f"--{job}:{palette.use(_colour(look, job))};" for job in _JOBS)
    jobs += "".join(f"--{job}:#{look.colour(job).rgb};" for job in _STAYING)
    faces = {"body": look.fonts.body, "heading-font": look.fonts.heading}
    fonts = "".join(f"--{name}:{stack(names)};" for name, names in faces.items())
    side = "to left" if look.rtl else "to right"
    page = palette.use(palette.page)
    heat = "".join(
        f".h{at}{{background:color-mix(in srgb,var(--accent) {_FAINT + at * (_STRONG - _FAINT) // HEATS}%,var(--page))}}"
        for at in range(HEATS + 1)
    )
    return f"{palette.rules()}:root{{--page:{page};{jobs}{fonts}--side:{side}}}\n{_SHEET.replace('__HEAT__', heat)}"


def _colour(look: Look, job: str) -> Colour:
    return look.colour(job) if job in look.colours else look.colour("accent")


def stack(names: tuple[str, ...]) -> str:
    """Fonts by name, for every script, then what each system has."""
    own = dict.fromkeys(name for name in (*names, "Arial", "Noto Sans Arabic", "Noto Sans SC") if name)
    return ",".join((*(f'"{name}"' for name in own), "sans-serif"))
