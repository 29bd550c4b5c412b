"""The second opinion and the other reader: they doubt and propose, and never act."""
