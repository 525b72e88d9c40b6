"""The open JSON form of a document: `write_json` and `read_json`.

Reading what was written gives an equal document. The form is described in `docs/JSON.md`, its schema is
`docs/journey.schema.json`.
"""

from journeyeditor.interchange.json_read import read_json
from journeyeditor.interchange.json_write import plain_document, write_json

__all__ = ["plain_document", "read_json", "write_json"]
