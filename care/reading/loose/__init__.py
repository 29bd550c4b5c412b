"""What a message names and its acts do not."""
