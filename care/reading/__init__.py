"""Reading: text + what is known + now → acts. docs/reading.md draws the pipeline.

read.py is the one way in. tidy.py makes the text even; names.py, persons.py, dates.py, hours.py, counts.py
and slots.py find what the words name; doubt.py finds why a clause is not simply so; parents.py and staff.py
decide which acts are meant. Words stand in phrases.py, and nowhere else.
"""
