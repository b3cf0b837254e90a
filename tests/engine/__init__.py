"""Stories of steps: which may be taken, which not and why."""
