"""Query cost and limits: what a document may ask for, judged before any of it is done."""
