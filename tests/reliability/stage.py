"""Where a save is tried again and again: the user's folder with the target, put back before each try."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.reliability.documents import Change
from tests.reliability.judge import Verdict
from tests.reliability.rows import Case
from tests.reliability.savers import Saver, kept_in


class Stage:
    """One change and one saver, in folders of their own. `act` is the save; `found` judges what it left."""

    def __init__(self, folder: Path, change: Change, saver: Saver) -> None:
        self._change, self._saver = change, saver
        self._user, self._work = folder / "user", folder / "work"
        self._work.mkdir()
        self.listing = folder / "strace.txt"
        self.target, self.before = change.prepared(self._user, self._work)
        self._judge = change.judge(folder / "judge")
        self.left_over = 0

    def act(self) -> None:
        self._saver(self._change.new, self.target, self._work)

    def reset(self) -> None:
        """The user's folder with the earlier file or none, and an empty workspace."""
        for folder in (self._user, self._work):
            shutil.rmtree(folder)
            folder.mkdir()
        if self.before is not None:
            self.target.write_bytes(self.before)

    def found(self, saved: bool, where: str = "") -> Case:
        """What the target holds now, and whether that is a loss."""
        self.left_over += bool(self.others())
        return self._case(self._judge.of_path(self.target), saved, where)

    def opened(self, saved: bool, where: str = "", *, here: bool) -> Case:
        """What opening the target gives, with what a save that was cut off left for that: beside it and, unless that
        is done on another computer, in our own folder."""
        over = kept_in(self._work) if here else None
        return self._case(self._judge.of_opened(self.target, over), saved, where)

    def _case(self, verdict: Verdict, saved: bool, where: str) -> Case:
        after = " after “saved”" if saved else ""
        return Case(f"{verdict}{after}", not self._judge.fine(verdict, saved=saved), where)

    def others(self) -> list[Path]:
        """What lies in the user's folder beside the target."""
        return [path for path in self._user.iterdir() if path != self.target]

    def untouched(self) -> bool:
        """Whether the target is, byte for byte, as it was before the save."""
        if self.before is None:
            return not self.target.exists()
        return self.target.exists() and self.target.read_bytes() == self.before
