"""XLSX workbooks in and out, as exactly as the workbook holds them."""
