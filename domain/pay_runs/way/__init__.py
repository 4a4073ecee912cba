"""The way from work to money: what a line tells of itself, said once for the page, the print and the PDF."""
