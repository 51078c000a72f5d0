"""What lies where on a map, cell by cell: whether words would stand on a country, and what a line to them would cross."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from ..geography import projection
from ..geography.outlines import Place
from ..geography.projection import Bounds, Projected

SEA, PALE, BEYOND = 0, 254, 255
"""No land, land without a value, land around the region that the map is about; all else is the number of a mark."""
MOST: Final = 253
"""Marks after so many share a number."""

SLIGHT: Final = 3
"""What is no wider or no higher than so many cells may hold the middle of none."""


class Grid:
    """A frame of the page in square cells, each with the number of the mark that holds its middle."""

    def __init__(self, frame: Bounds, cell: float) -> None:
        self.frame, self.cell = frame, cell
        left, low, right, high = frame
        self.wide, self.tall = max(1, math.ceil((right - left) / cell)), max(1, math.ceil((high - low) / cell))
        self.rows = [bytearray(self.wide) for _ in range(self.tall)]

    def fill(self, rings: Iterable[Projected], mark: int) -> None:
        """The cells within rings, their holes left out; of what is so slight that no middle may lie in it, those of its corners."""
        left, low, cell = self.frame[0], self.frame[1], self.cell
        cuts: defaultdict[int, list[float]] = defaultdict(list)
        for ring in rings:
            box = projection.bounds([ring])
            slight = min(box[2] - box[0], box[3] - box[1]) < SLIGHT * cell
            for x, y in ring if slight else ():
                row, column = int((y - low) / cell), int((x - left) / cell)
                if 0 <= row < self.tall and 0 <= column < self.wide and self.rows[row][column] == SEA:
                    self.rows[row][column] = mark
            rows = [math.ceil((y - low) / cell - 0.5) for _, y in ring]
            for number, last in enumerate(rows):
                if (first := rows[number - 1]) == last:
                    continue
                (ax, ay), (bx, by) = ring[number - 1], ring[number]
                for row in range(max(min(first, last), 0), min(max(first, last), self.tall)):
                    cuts[row].append(ax + (bx - ax) * (low + (row + 0.5) * cell - ay) / (by - ay))
        for row, found in cuts.items():
            ends = [math.ceil((x - left) / cell - 0.5) for x in sorted(found)]
            for start, stop in zip(ends[::2], ends[1::2], strict=False):
                self._mark(row, start, stop, mark)

    def dot(self, middle: Place, radius: float, mark: int) -> None:
        """The cells about a place."""
        start, low, stop, high = self._span(_about(middle, radius))
        for row in range(low, high):
            self._mark(row, start, stop, mark)

    def held(self, box: Bounds, mark: int) -> bool:
        """Whether all of a box lies on a mark."""
        start, low, stop, high = self._span(box)
        if self.cell * (stop - start) < box[2] - box[0] or self.cell * (high - low) < box[3] - box[1]:
            return False  # it leaves the frame
        return all(self.rows[row].count(mark, start, stop) == stop - start for row in range(low, high))

    def heart(self, box: Bounds, mark: int) -> Place | None:
        """The middle of the largest square within a box that lies on a mark, the most central of several."""
        start, low, stop, high = self._span(box)
        middle, best, found = ((start + stop) / 2, (low + high) / 2), (0, 0.0), None
        before = [0] * (stop - start + 1)
        for row in range(low, high):
            here, cells = [0], self.rows[row]
            for number in range(stop - start):
                size = 1 + min(here[-1], before[number], before[number + 1]) if cells[start + number] == mark else 0
                here.append(size)
                if size and size >= best[0]:
                    place = (start + number + 1 - size / 2, row + 1 - size / 2)
                    if (now := (size, -math.dist(place, middle))) > best:
                        best, found = now, place
            before = here
        return (self.frame[0] + found[0] * self.cell, self.frame[1] + found[1] * self.cell) if found else None

    def covered(self, box: Bounds) -> tuple[int, int, int]:
        """How many cells of a box lie on marks, on land without a value, on land beyond."""
        start, low, stop, high = self._span(box)
        cells = b"".join([row[start:stop] for row in self.rows[low:high]])
        sea, pale, beyond = map(cells.count, (SEA, PALE, BEYOND))
        return len(cells) - sea - pale - beyond, pale, beyond

    def along(self, first: Place, second: Place) -> bytes:
        """What lies along a line, cell by cell."""
        (ax, ay), (bx, by), left, low, cell = first, second, self.frame[0], self.frame[1], self.cell
        count, rows, wide, tall = max(1, math.ceil(math.dist(first, second) / cell)), self.rows, self.wide, self.tall
        across, up = bx - ax, by - ay
        return bytes(
            rows[row][column]
            for number in range(1, count)
            if 0 <= (column := int((ax + across * number / count - left) / cell)) < wide
            and 0 <= (row := int((ay + up * number / count - low) / cell)) < tall
        )

    def within(self, bounds: Bounds, wide: float, tall: float, mark: int) -> Iterator[Bounds]:
        """Boxes of a size at places within others, a cell apart, whose middle lies on a mark."""
        left, low, cell = self.frame[0], self.frame[1], self.cell
        start, foot, stop, top = self._span(bounds)
        across, up = int(wide / cell / 2), int(tall / cell / 2)
        for row in range(foot, min(top, self.tall - up)):
            y = low + row * cell
            if y + tall > bounds[3]:
                return
            cells = self.rows[row + up]
            for column in range(start, min(stop, self.wide - across)):
                x = left + column * cell
                if x + wide > bounds[2]:
                    break
                if cells[column + across] == mark:
                    yield x, y, x + wide, y + tall

    def _span(self, box: Bounds) -> tuple[int, int, int, int]:
        """The columns and rows that a box meets."""
        left, low, cell = self.frame[0], self.frame[1], self.cell
        return (
            max(0, math.floor((box[0] - left) / cell)),
            max(0, math.floor((box[1] - low) / cell)),
            min(self.wide, math.ceil((box[2] - left) / cell)),
            min(self.tall, math.ceil((box[3] - low) / cell)),
        )

    def _mark(self, row: int, start: int, stop: int, mark: int) -> None:
        start, stop = max(0, start), min(self.wide, stop)
        if start < stop:
            self.rows[row][start:stop] = bytes((mark,)) * (stop - start)


def _about(middle: Place, radius: float) -> Bounds:
    return middle[0] - radius, middle[1] - radius, middle[0] + radius, middle[1] + radius
