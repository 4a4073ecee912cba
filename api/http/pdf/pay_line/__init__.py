"""A pay line on paper: each part has its words in a module and its place on the page in a template beside it."""
