"""Rules about people: who may work with children, who asks, who may see what, who is kept apart."""
