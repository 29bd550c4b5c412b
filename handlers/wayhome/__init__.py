"""Who collects, leaving, and what happens while somebody is late."""
