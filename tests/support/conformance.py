"""Whether a PDF keeps PDF/UA-1 and PDF/A, as page-validation judges it."""

from __future__ import annotations

import page as validator

# It guards itself against strange files; the page of a huge map of ours is larger than it lets pass.
_LIMITS = validator.SafetyLimits.unlimited()

ACCESSIBLE, ARCHIVE, ARCHIVE_WITH_FILES = "ua1", "2a", "3a"


def broken_rules(data: bytes, *profiles: str) -> list[str]:
    """The rules that a file breaks, as `rule: message`; by default those of PDF/UA-1 and PDF/A-2a."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in profiles or (ACCESSIBLE, ARCHIVE)
        for failure in validator.validate_pdf_bytes(data, profile=profile, limits=_LIMITS).failures
    ]
