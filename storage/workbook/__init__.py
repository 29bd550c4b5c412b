"""The school's Excel workbook, in and out: read, write, what the house has now, and writing a difference down."""
