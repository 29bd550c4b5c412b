"""The way into care: applications, places, agreements, clubs, draws."""
