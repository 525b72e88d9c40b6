"""Pages made unseen and painted by Qt: for the preview of an export, and on a printer."""
