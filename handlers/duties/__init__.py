"""Who is on duty, and may be."""
