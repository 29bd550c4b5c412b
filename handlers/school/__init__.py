"""What the school tells, asks and decides: notices, letters, surveys, the plan."""
