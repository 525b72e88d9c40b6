"""What is told apart as a share of the network."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from journeyeditor.app.shares import on_share

if TYPE_CHECKING:
    from pathlib import Path

LINE = "36 35 {device} / /somewhere rw,noatime master:1 - {kind} server:/files rw,errors=continue\n"


@pytest.mark.parametrize(
    ("kind", "share"),
    [("nfs4", True), ("cifs", True), ("fuse.sshfs", True), ("ext4", False), ("fuseblk", False)],
)
def test_the_file_system_tells(tmp_path: Path, kind: str, share: bool) -> None:
    device = tmp_path.stat().st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        LINE.format(device="0:0", kind="proc") + LINE.format(device=number, kind=kind) + "\nodd\n"
    )
    assert on_share(tmp_path, mounts) is share


def test_where_the_system_tells_nothing_it_is_no_share(tmp_path: Path) -> None:
    assert not on_share(tmp_path, tmp_path / "none")


def test_a_place_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        on_share(tmp_path / "gone")
