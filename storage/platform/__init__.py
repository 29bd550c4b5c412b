"""What the platform needs remembered: accounts, cursors, what was sent how and when."""
