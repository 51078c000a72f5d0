"""One YAML source of facts becomes a PowerPoint deck and a one-page PDF.

The pipeline, each stage a function from the previous type to the next:

    source.read     Path                     -> Source      YAML values, each with file, line and column
    report.parse    Source                   -> Report      validated facts
    template.fill   Template, Report         -> Briefing    pages of blocks; expressions evaluated
    layout.layout   Briefing, Look           -> Layout      frames: measured, fitted, continued, placed
    writers.*       Layout                   -> File        one module per file format (pptx, pdf)
    build.build     the five calls above, in order; files are written by one atomic function
"""

__version__ = "0.1.0"
