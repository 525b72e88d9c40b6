"""The inspector's special parts by the names that the tables of fields give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeyeditor.ui.inspector.all_comments import AllComments
from journeyeditor.ui.inspector.brand import Brand
from journeyeditor.ui.inspector.comments import Comments
from journeyeditor.ui.inspector.ends import Ends
from journeyeditor.ui.inspector.evidence import EvidencePart
from journeyeditor.ui.inspector.feelings import Feelings
from journeyeditor.ui.inspector.lane_people import LanePeople
from journeyeditor.ui.inspector.link import LinkPart
from journeyeditor.ui.inspector.links import Links
from journeyeditor.ui.inspector.people import DeletePersona, HiddenLanes, People
from journeyeditor.ui.inspector.pictures import Logo, PicturePart, Portrait
from journeyeditor.ui.inspector.quotes import Quotes
from journeyeditor.ui.inspector.scale import ScaleEditor
from journeyeditor.ui.inspector.shared import Kinds, OnlyKinds
from journeyeditor.ui.inspector.shown_on import ShownOn
from journeyeditor.ui.inspector.ways import Collections
from journeyeditor.ui.inspector.wordless import Wordless

if TYPE_CHECKING:
    from collections.abc import Callable

    from journeyeditor.ui.inspector.part import SpecialPart
    from journeyeditor.ui.inspector.subject import Desk, Subject

SPECIALS: dict[str, Callable[[Desk, Subject], SpecialPart]] = {
    "feelings": Feelings,
    "evidence": EvidencePart,
    "quotes": Quotes,
    "links": Links,
    "people": People,
    "scale": ScaleEditor,
    "hidden-lanes": HiddenLanes,
    "delete-persona": DeletePersona,
    "picture": PicturePart,
    "portrait": Portrait,
    "shown-on": ShownOn,
    "logo": Logo,
    "brand": Brand,
    "link": LinkPart,
    "lane-people": LanePeople,
    "ends": Ends,
    "comments": Comments,
    "all-comments": AllComments,
    "collections": Collections,
    "kinds": Kinds,
    "wordless": Wordless,
    "only-kinds": OnlyKinds,
}
