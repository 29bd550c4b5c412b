"""A rehearsal: a whole school day through the real doors, and what must be true of the record afterwards."""
