"""What is read from the record, and what is written into it afterwards."""
