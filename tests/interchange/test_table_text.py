"""Tables as spreadsheets write them on the clipboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journeyeditor.interchange.table_text import (
    MOST_CELLS,
    MOST_CHARACTERS,
    has_table,
    read_html,
    read_separated,
    read_tsv,
    write_html,
    write_tsv,
)
from journeyeditor.model.messages import Refused

EXCEL = (
    '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><style>td{color:red}</style></head>'
    "<body><!--StartFragment--><table border=0><col width=64><tr height=20>"
    "<td class=xl65>Find out\r\n  prices</td><td>Ask</td></tr>"
    '<tr><td>Slow<br style="mso-data-placement:same-cell">form</td><td>&lt;none&gt;</td></tr>'
    "</table><!--EndFragment--></body></html>"
)
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Z"], include_characters='\n "\t'), max_size=12
).map(lambda text: "\n".join(line.strip() for line in text.split("\n")).strip())


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    width = max((i + 1 for row in rows for i, cell in enumerate(row) if cell), default=0)
    rows = [(row + [""] * width)[:width] for row in rows]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


@given(st.lists(st.lists(texts, min_size=1, max_size=4), max_size=4))
def test_what_is_written_is_read_again(rows: list[list[str]]) -> None:
    assert [list(row) for row in read_tsv(write_tsv(rows))] == trimmed(rows)


@given(st.text(max_size=60))
def test_any_text_is_some_block(text: str) -> None:
    for read in (read_tsv, read_html):
        block = read(text)
        assert len({len(row) for row in block}) <= 1


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\r\nc\td\r\n", (("a", "b"), ("c", "d"))),
        ('"a\nb"\tc', (("a\nb", "c"),)),
        ('"He said ""no"""\tx', (('He said "no"', "x"),)),
        ('"open\tx\n"and" more\ty', (('"open', "x"), ('"and" more', "y"))),
        ("\t\tx\t\t\n\n\t\n", (("", "", "x"),)),
        ("", ()),
    ],
)
def test_tab_separated_text(text: str, rows: tuple[tuple[str, ...], ...]) -> None:
    assert read_tsv(text) == rows


def test_a_table_as_excel_writes_it() -> None:
    assert has_table(EXCEL)
    assert read_html(EXCEL) == (("Find out prices", "Ask"), ("Slow\nform", "<none>"))


def test_cells_over_several_columns_and_rows_keep_the_others_in_their_places() -> None:
    table = (
        "<table><tr><td colspan=2 rowspan=2>A</td><td>B</td></tr><tr><td>C</td></tr>"
        "<tr><td>D</td><td>E<table><tr><td>in</td></tr></table></td></tr></table><table><tr><td>no"
    )
    assert read_html(table) == (("A", "", "B"), ("", "", "C"), ("D", "Ein", ""))


def test_html_comes_back_with_its_heads() -> None:
    rows = (("a\nb", "<c>"), ("", "d & e"))
    assert read_html(write_html(rows, ("One", "Two"))) == (("One", "Two"), *rows)
    assert read_html(write_html(rows)) == rows
    assert not has_table("<p>words</p>")


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(Refused):
        read_tsv("x" * (MOST_CHARACTERS + 1))
    with pytest.raises(Refused):
        read_tsv("a\t" * (MOST_CELLS + 2))
    with pytest.raises(Refused):
        read_html("<table>" + "<tr><td colspan=99999>" * 30)


def test_quotes_without_end_take_no_time() -> None:
    line = '"x ""y\t"' * 20
    assert len(read_tsv("\n".join([line] * 400))) <= 400


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_of_separated_values_tells_what_separates_them(separator: str) -> None:
    cells = ("Find out", f'"Two{separator} ""quoted""\nlines"', "", "")
    text = "\r\n".join([separator.join(("A", "B", "C", "")), separator.join(cells), "", ""])
    assert read_separated(text) == (
        ("A", "B", "C"),
        ("Find out", f'Two{separator} "quoted"\nlines', ""),
    )


@pytest.mark.parametrize(
    "text", ["x" * (MOST_CHARACTERS + 1), ",\n" * MOST_CELLS, '"' + "x" * 200_000]
)
def test_a_file_that_is_too_large_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="too large"):
        read_separated(text)
