"""PDF: what GraphQL answers as a document to keep on paper or in a file, set by typst."""
