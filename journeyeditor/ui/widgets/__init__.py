"""What the window builds its panels of: quiet controls that draw their icons in the colours of the theme."""
