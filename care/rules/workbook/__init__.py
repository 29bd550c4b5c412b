"""What a school's workbook must hold: sheets and columns, how a cell is read, what fits together, what differs."""
