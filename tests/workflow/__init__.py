"""Stories of workflow files: read, checked, drawn, locked."""
