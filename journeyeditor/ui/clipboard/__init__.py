"""Copy, cut and paste: what goes to the clipboard, what comes from it, and the drops of files."""
