"""The way into care: from a wish to a signed place."""
