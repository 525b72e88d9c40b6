"""Everything that goes on paper: the options, the pages of maps, posters, and the parts beside the maps."""
