"""Which way the sheets of a document lie where that is left to the program: all of them one way."""

from __future__ import annotations

from dataclasses import replace

from journeyeditor.layout.paper.blank import emptied_map
from journeyeditor.layout.paper.job import Job
from journeyeditor.layout.paper.maps import MapPages
from journeyeditor.layout.paper.options import PageMode, Part
from journeyeditor.layout.paper.poster import PosterPages
from journeyeditor.layout.sheets import Orientation, Sheet


def settled(job: Job) -> Job:
    """The job with a way for its sheets to lie, the one that shows its first map best, or landscape without maps.
    Raises `Refused` where its poster would take too many sheets."""
    if job.options.orientation is not Orientation.AUTO:
        return job
    options = replace(job.options, orientation=_lies(job))
    return replace(job, options=options)


def _lies(job: Job) -> Orientation:
    parts = set(job.options.parts)
    if not job.maps or not parts & {Part.MAP, Part.BLANK}:
        return Orientation.LANDSCAPE
    key = job.maps[0]
    sheet = _sheet(job if Part.MAP in parts else job.of(emptied_map(job.document, key)), key)
    tall = sheet is not None and sheet.height > sheet.width
    return Orientation.PORTRAIT if tall else Orientation.LANDSCAPE


def _sheet(job: Job, map_id: str) -> Sheet | None:
    """The sheet of a map as it lies; None where it is as large as the map."""
    if job.options.pages is PageMode.POSTER:
        return PosterPages(job).plan(job.planner(map_id).whole).tiling.sheet
    return None if job.options.sheet.of_map else MapPages(job).sheet(map_id)
