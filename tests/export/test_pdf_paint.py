"""What is painted on a PDF page besides text: figures, pictures, links and the outline."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageOps

from journeyeditor.layout.drawing import (
    ARTIFACT,
    Bookmark,
    Box,
    Group,
    Item,
    Link,
    Outline,
    Picture,
    Rect,
    Segment,
    Shape,
    Verb,
)
from journeyeditor.layout.faces import face
from journeyeditor.layout.outlines import circle
from journeyeditor.model.messages import Refused
from tests.support.paper import opened, page, palette, pdf_of, set_texts
from tests.support.photos import SECRETS, told_jpeg

SIZE = (200.0, 100.0)
ROTATE_RIGHT = 6


def pixels(*items: Item, images: dict[str, bytes] | None = None) -> Any:
    """The page of these items as an RGB picture, one pixel to the point."""
    pdf = pypdfium2.PdfDocument(pdf_of(page(items, SIZE), images=images))
    picture = pdf[0].render(scale=1).to_pil().convert("RGB")
    pdf.close()
    return picture


def colour(role: str) -> tuple[int, ...]:
    return tuple(round(part * 255) for part in palette().rgb(role))


def png(width: int, height: int, fill: Any = "red", mode: str = "RGB", **options: Any) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height), fill).save(stream, options.pop("format", "PNG"), **options)
    return stream.getvalue()


def test_a_box_stands_where_the_list_says() -> None:
    seen = pixels(Box(Rect(20, 10, 50, 30), fill="accent"))
    assert seen.getpixel((21, 11)) == seen.getpixel((69, 39)) == colour("accent")
    assert seen.getpixel((18, 11)) == seen.getpixel((21, 42)) == (255, 255, 255)


def test_a_round_box_has_no_corners_and_an_edge() -> None:
    seen = pixels(Box(Rect(20, 10, 60, 60), fill="card", stroke="ink", stroke_width=3, radius=20))
    assert seen.getpixel((20, 10)) == (255, 255, 255)
    assert seen.getpixel((50, 10)) == colour("ink")
    assert seen.getpixel((50, 40)) == colour("card")


def test_a_shape_is_placed_scaled_and_mirrored() -> None:
    steps = [(0, 0), (5, 0), (5, 20), (0, 20)]
    verbs = [Verb.MOVE, Verb.LINE, Verb.LINE, Verb.LINE]
    left_bar: Outline = tuple(Segment(v, p) for v, p in zip(verbs, steps, strict=True))
    seen = pixels(
        Shape(left_bar, 10, 10, 2, fill="accent"),
        Shape(left_bar, 110, 10, 2, fill="accent", mirrored=True),
    )
    assert seen.getpixel((12, 20)) == seen.getpixel((148, 20)) == colour("accent")
    assert seen.getpixel((30, 20)) == seen.getpixel((112, 20)) == (255, 255, 255)


def test_opacity_holds_for_one_figure_only() -> None:
    seen = pixels(
        Box(Rect(10, 10, 20, 20), fill="accent", opacity=0.5),
        Box(Rect(50, 10, 20, 20), fill="accent"),
    )
    half = tuple((part + 255) / 2 for part in colour("accent"))
    assert all(abs(a - b) <= 2 for a, b in zip(seen.getpixel((20, 20)), half, strict=True))
    assert seen.getpixel((60, 20)) == colour("accent")


def test_a_dashed_line_has_gaps() -> None:
    line = (Segment(Verb.MOVE, (10, 50)), Segment(Verb.LINE, (190, 50)))
    seen = pixels(Shape(line, stroke="ink", stroke_width=2, dash=(10, 10)))
    row = [seen.getpixel((x, 50)) == (255, 255, 255) for x in range(12, 188)]
    assert any(row)
    assert not all(row)


def test_a_clip_cuts_and_ends_with_its_group() -> None:
    inner = Group(
        (Box(Rect(0, 0, 100, 100), fill="accent"),),
        Rect(0, 0, 100, 100),
        20,
        0,
        clip=Rect(0, 0, 30, 100),
    )
    seen = pixels(inner, Box(Rect(120, 10, 20, 20), fill="ink"))
    assert seen.getpixel((40, 50)) == colour("accent")
    assert seen.getpixel((60, 50)) == (255, 255, 255)
    assert seen.getpixel((130, 20)) == colour("ink")


def test_colours_set_within_a_clip_end_with_it() -> None:
    inner = Group(
        (Box(Rect(0, 0, 30, 30), fill="ink"),), Rect(0, 0, 30, 30), clip=Rect(0, 0, 30, 30)
    )
    seen = pixels(
        Box(Rect(50, 0, 30, 30), fill="accent"), inner, Box(Rect(90, 0, 30, 30), fill="ink")
    )
    assert seen.getpixel((100, 15)) == colour("ink")


def test_letters_without_a_bold_face_are_thickened_and_only_they() -> None:
    (run,) = set_texts(["thick"])
    thin, thick = (
        sum(pixels(one).convert("L").histogram()[:100]) for one in (run, replace(run, embolden=0.8))
    )
    assert thick > thin * 1.15
    after = replace(run, y=run.y + 30)
    both = pixels(replace(run, embolden=0.8), after).convert("L")
    assert sum(both.histogram()[:100]) == pytest.approx(thick + thin, rel=0.05)


def test_what_lies_off_the_page_is_left_out() -> None:
    text = Group(set_texts(["far away"]), Rect(0, 0, 300, 100), 5_000, 0)
    with opened(pdf_of(page([text], SIZE))) as pdf:
        assert b"TJ" not in pdf.pages[0].Contents.read_bytes()


def test_a_face_has_its_eyes_in_ink() -> None:
    seen = pixels(*face(1.0, 50, 50, 40))
    assert seen.getpixel((50 - round(0.34 * 40), 50 - round(0.22 * 40))) == colour("face.ink")
    assert seen.getpixel((50, 30)) == colour("level.p2")


def test_a_picture_keeps_its_proportions_in_the_middle() -> None:
    seen = pixels(Picture(Rect(10, 10, 180, 80), "k"), images={"k": png(40, 40)})
    assert seen.getpixel((100, 50)) == seen.getpixel((64, 14)) == (255, 0, 0)
    assert seen.getpixel((30, 50)) == (255, 255, 255)


def test_a_picture_is_turned_as_its_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = ROTATE_RIGHT
    photo = png(80, 20, "blue", format="JPEG", exif=exif)
    seen = pixels(Picture(Rect(10, 10, 180, 80), "k"), images={"k": photo})
    assert seen.getpixel((100, 14))[2] > 200
    assert seen.getpixel((70, 50)) == (255, 255, 255)


@pytest.mark.parametrize("turned", [1, ROTATE_RIGHT])
@pytest.mark.parametrize("shown", [20, 200], ids=["made smaller", "as it is"])
def test_a_photo_tells_nobody_where_it_was_taken(turned: int, shown: float) -> None:
    photo = told_jpeg(turned=turned)
    data = pdf_of(page([Picture(Rect(0, 0, shown, shown), "k")]), images={"k": photo})
    with opened(data) as pdf:
        (kept,) = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        ]
        raw, size = kept.read_raw_bytes(), (int(kept.Width), int(kept.Height))
        pixels_kept = pikepdf.PdfImage(kept).as_pil_image().convert("RGB")
    assert not [secret for secret in SECRETS if secret in raw]
    if shown == 200:
        plain = ImageOps.exif_transpose(Image.open(io.BytesIO(photo)))
        assert (size, pixels_kept.tobytes()) == (plain.size, plain.tobytes())


def test_a_clear_picture_lets_the_ground_through() -> None:
    clear = png(10, 10, (0, 0, 0, 0), "RGBA")
    seen = pixels(
        Box(Rect(0, 0, 200, 100), fill="accent"), Picture(Rect(10, 10, 80, 80), "k"),
        images={"k": clear},
    )  # fmt: skip
    assert seen.getpixel((50, 50)) == colour("accent")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_kind_are_stored(mode: str) -> None:
    stored = png(30, 20, 0, mode, format="JPEG" if mode == "CMYK" else "PNG")
    seen = pixels(Picture(Rect(10, 10, 150, 80), "k"), images={"k": stored})
    assert seen.size == (200, 100)


def _images(data: bytes) -> list[Any]:
    with opened(data) as pdf:
        return [
            (int(o.Width), int(o.Height), str(o.Filter))
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == "/Image"
        ]


def test_a_picture_is_stored_once_and_no_finer_than_needed() -> None:
    big = png(2000, 1000)
    places = [Picture(Rect(0, 0, 72, 36), "k"), Picture(Rect(0, 40, 36, 18), "k")]
    found = _images(pdf_of(page(places), page(places), images={"k": big}))
    assert [(w, h) for w, h, _f in found] == [(300, 150)]


def test_a_photo_keeps_its_own_bytes() -> None:
    photo = png(60, 40, "blue", format="JPEG")
    data = pdf_of(page([Picture(Rect(0, 0, 60, 40), "k")]), images={"k": photo})
    assert _images(data) == [(60, 40, "/DCTDecode")]
    assert photo in data


def test_a_picture_of_16_bits_keeps_its_greys() -> None:
    seen = pixels(Picture(Rect(10, 10, 80, 80), "k"), images={"k": png(8, 8, 0x8000, "I;16")})
    assert abs(seen.getpixel((50, 50))[0] - 0x80) <= 1


def test_a_picture_that_is_gone_leaves_a_frame() -> None:
    seen = pixels(Picture(Rect(10, 10, 80, 80), "gone"))
    assert seen.getpixel((50, 50)) == colour("chip")


@pytest.mark.parametrize("damaged", [b"", b"no picture", png(50, 50)[:60]])
def test_a_damaged_picture_is_refused_in_one_sentence(damaged: bytes) -> None:
    with pytest.raises(Refused, match=r"damaged|sensible size") as caught:
        pdf_of(page([Picture(Rect(0, 0, 9, 9), "k")]), images={"k": damaged})
    assert "\n" not in str(caught.value)


def _annotations(data: bytes) -> list[Any]:
    with opened(data) as pdf:
        return [
            {str(k): str(v) for k, v in (a.A if "/A" in a else {"/Dest": a.Dest}).items()}
            for a in pdf.pages[0].get("/Annots", [])
        ]


@pytest.mark.parametrize(
    ("target", "written"),
    [
        ("https://example.org/a?b=1#c", "https://example.org/a?b=1#c"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("HTTP://example.org/", "HTTP://example.org/"),
    ],
)
def test_web_and_mail_addresses_become_links(target: str, written: str) -> None:
    found = _annotations(pdf_of(page([Link(Rect(10, 10, 50, 20), target)])))
    assert [link["/URI"] for link in found] == [written]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "data:x", "", "http://[", "#nothing"]
)
def test_anything_else_does_not(target: str) -> None:
    assert _annotations(pdf_of(page([Link(Rect(10, 10, 50, 20), target)]))) == []


def test_a_link_stands_on_its_rectangle() -> None:
    group = Group((Link(Rect(10, 20, 50, 30), "https://x.org"),), Rect(0, 0, 99, 99), 5, 5, 2)
    with opened(pdf_of(page([group]))) as pdf:
        corners = [float(v) for v in pdf.pages[0].Annots[0].Rect]
    assert corners == [25, 842 - 105, 125, 842 - 45]


def test_a_link_within_the_document_leads_to_the_first_page_that_shows_it() -> None:
    card = Group((Box(Rect(0, 0, 9, 9), fill="ink"),), Rect(0, 0, 9, 9), 50, 60, entity="card")
    first = page([Link(Rect(10, 10, 50, 20), "#card")])
    with opened(pdf_of(first, page([card]), page([card]))) as pdf:
        target = pdf.pages[0].Annots[0].Dest
        assert target[0].objgen == pdf.pages[1].objgen
        assert float(target[3]) == 842 - 60


def test_a_link_leads_to_where_a_thing_is_read() -> None:
    shown = Group((Box(Rect(0, 0, 9, 9), fill="ink"),), Rect(0, 0, 9, 9), 50, 60, entity="card")
    first = page([Link(Rect(10, 10, 50, 20), "#card")])
    with opened(pdf_of(first, page([replace(shown, tag=ARTIFACT)]), page([shown]))) as pdf:
        assert pdf.pages[0].Annots[0].Dest[0].objgen == pdf.pages[2].objgen


def test_the_outline_is_a_tree_of_titles() -> None:
    one = [Bookmark("Map 漢", 0), Bookmark("Stage", 100, 1), Bookmark("Deep", 120, 4)]
    two = [Bookmark("Stage two", 50, 1), Bookmark("Other map", 0)]
    with opened(pdf_of(page(one), page(two))) as pdf, pdf.open_outline() as outline:
        titles = [(i.title, [(c.title, [d.title for d in c.children]) for c in i.children])
                  for i in outline.root]  # fmt: skip
        assert titles == [
            ("Map 漢", [("Stage", ["Deep"]), ("Stage two", [])]),
            ("Other map", []),
        ]
        stage = pdf.Root.Outlines.First.First
        assert stage.Dest[0].objgen == pdf.pages[0].objgen
        assert float(stage.Dest[3]) == 742


def test_without_bookmarks_there_is_no_outline() -> None:
    with opened(pdf_of(page([]))) as pdf:
        assert "/Outlines" not in pdf.Root


def test_a_circle_is_round() -> None:
    seen = pixels(Shape(circle(50, 50, 40), fill="accent"))
    assert seen.getpixel((50, 12)) == seen.getpixel((24, 24)) == colour("accent")
    assert seen.getpixel((18, 18)) == (255, 255, 255)
